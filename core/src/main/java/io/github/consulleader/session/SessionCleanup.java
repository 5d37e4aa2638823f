package io.github.consulleader.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;

/**
 * Best-effort cleanup with a bounded number of tries. What is left expires by itself: the
 * session with its TTL, the service a minute after its check.
 *
 * @param consul where it is
 * @param loop where answers are looked at
 * @param random jitter of the pauses
 */
record SessionCleanup(Consul consul, EventLoop loop, RandomGenerator random) {

	/** Tries whose outcome somebody waits for. */
	private static final int FEW = 3;

	/** With the pauses between them longer than a session lives that is not renewed. */
	private static final int MANY = 12;

	/** Destroys sessions, one after the other, and then removes the service. */
	void close(List<String> sessionIds, String serviceId, CompletableFuture<Boolean> confirmed) {
		close(sessionIds, serviceId, true, confirmed);
	}

	private void close(List<String> sessionIds, String serviceId, boolean soFar, CompletableFuture<Boolean> confirmed) {
		if (sessionIds.isEmpty()) {
			attempt(() -> this.consul.deregister(serviceId), FEW, backoff(),
					(deregistered) -> confirmed.complete(soFar && deregistered));
			return;
		}
		List<String> rest = sessionIds.subList(1, sessionIds.size());
		attempt(() -> this.consul.destroySession(sessionIds.get(0)), FEW, backoff(),
				(destroyed) -> close(rest, serviceId, soFar && destroyed, confirmed));
	}

	/** Destroys a session that may hold something. */
	void destroy(String sessionId, Consumer<Boolean> confirmed) {
		attempt(() -> this.consul.destroySession(sessionId), MANY, backoff(), confirmed);
	}

	private Backoff backoff() {
		return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), this.random);
	}

	private void attempt(Supplier<CompletableFuture<Answer<Ack>>> request, int tries, Backoff pause,
			Consumer<Boolean> confirmed) {
		new LoopRequests(this.loop).ask(request.get(), (answer) -> {
			boolean done = answer instanceof Answer.Done;
			if (done || tries <= 1) {
				confirmed.accept(done);
			}
			else {
				this.loop.schedule(pause.next(), () -> attempt(request, tries - 1, pause, confirmed));
			}
		});
	}

}
