package io.github.consulleader.consul;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Threads and connections: whose they are, and that none is left. */
class HttpConsulThreadsTests {

	private static final Duration GENEROUS = Duration.ofSeconds(30);

	private static HttpConsul client(LoopbackServer server, Duration timeout) {
		return new HttpConsul(new ConsulConnection(server.address(), timeout));
	}

	private static <T> Answer<T> answer(CompletableFuture<Answer<T>> future) {
		return future.orTimeout(30, TimeUnit.SECONDS).join();
	}

	private static String unknown(CompletableFuture<? extends Answer<?>> future) {
		Answer<?> answer = future.orTimeout(30, TimeUnit.SECONDS).join();
		assertThat(answer).isInstanceOf(Answer.Unknown.class);
		return ((Answer.Unknown<?>) answer).detail();
	}

	private static CompletableFuture<Answer<List<Entry>>> transaction(HttpConsul consul) {
		return consul.transact(List.of(new Operation.Set("a", "b", 0)));
	}

	@Test
	void answersAllThatIsUnderWayWhenClosed() {
		try (LoopbackServer hole = LoopbackServer.blackHole()) {
			HttpConsul consul = client(hole, GENEROUS);
			CompletableFuture<Answer<Listing>> watch = consul.watch("a/", 1, Duration.ofMinutes(1));
			CompletableFuture<Answer<List<Entry>>> first = transaction(consul);
			CompletableFuture<Answer<List<Entry>>> second = transaction(consul);
			CompletableFuture<Answer<List<Entry>>> waiting = transaction(consul);
			await().atMost(GENEROUS).until(() -> hole.open() == 3);
			consul.close();
			assertThat(unknown(watch)).isEqualTo(unknown(first)).isEqualTo(unknown(second));
			assertThat(answer(waiting)).isInstanceOf(Answer.Refused.class);
			assertThat(answer(consul.self())).isInstanceOf(Answer.Refused.class);
			assertThat(answer(consul.watch("a/", 1, GENEROUS))).isInstanceOf(Answer.Refused.class);
			await().atMost(Duration.ofSeconds(5)).until(() -> hole.open() == 0);
		}
	}

	@Test
	void leavesNoThreadAndNoIdleConnectionBehind() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		try (LoopbackServer server = new LoopbackServer((socket) -> {
			while (true) {
				LoopbackServer.readRequest(socket.getInputStream());
				socket.getOutputStream()
					.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			}
		})) {
			HttpConsul consul = client(server, GENEROUS);
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Done.class);
			assertThat(server.open()).isEqualTo(1);
			assertThat(threadsBeside(before)).isNotEmpty().allMatch(Thread::isDaemon);
			consul.close();
			await().atMost(Duration.ofSeconds(5)).until(() -> threadsBeside(before).isEmpty());
			await().atMost(Duration.ofSeconds(5)).until(() -> server.open() == 0);
		}
	}

	private static Set<Thread> threadsBeside(Set<Thread> before) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !before.contains(thread))
			.filter((thread) -> thread.getName().startsWith("consul-") || thread.getName().startsWith("HttpClient"))
			.collect(Collectors.toSet());
	}

	@Test
	void answersThoughTheCommonPoolIsBlocked() {
		CountDownLatch gate = new CountDownLatch(1);
		try (LoopbackServer server = LoopbackServer
			.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
				HttpConsul consul = client(server, Duration.ofSeconds(5))) {
			for (int i = 0; i < 64; i++) {
				ForkJoinPool.commonPool().execute(() -> {
					try {
						gate.await();
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
				});
			}
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Done.class);
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Done.class);
		}
		finally {
			gate.countDown();
		}
	}

}
