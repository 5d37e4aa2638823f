package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients of agents that do not answer, or not as they should. */
abstract class HttpTroubleFixture {

	static final Duration SHORT = Duration.ofMillis(300);

	static final Duration GENEROUS = Duration.ofSeconds(30);

	static HttpConsul client(LoopbackServer server, Duration timeout) {
		return new HttpConsul(new ConsulConnection(server.address(), timeout));
	}

	static <T> Answer<T> answer(CompletableFuture<Answer<T>> future) {
		return future.orTimeout(30, TimeUnit.SECONDS).join();
	}

	static String unknown(CompletableFuture<? extends Answer<?>> future) {
		Answer<?> answer = future.orTimeout(30, TimeUnit.SECONDS).join();
		assertThat(answer).isInstanceOf(Answer.Unknown.class);
		return ((Answer.Unknown<?>) answer).detail();
	}

	static CompletableFuture<Answer<List<Entry>>> transaction(HttpConsul consul) {
		return consul.transact(List.of(new Operation.Set("a", "b", 0)));
	}

}
