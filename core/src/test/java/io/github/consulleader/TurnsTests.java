package io.github.consulleader;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Elections on a real Consul that take turns faster than any of them could look for a
 * lock-delay. That is a minute here, and all turns together take less: however busy the
 * machine is, not a single hand over can have waited for it.
 */
@Tag("consul")
@Tag("F11")
class TurnsTests {

	private static final Role ROLE = Role.of("reports");

	private static final int TURNS = 10;

	private static final Duration LOCK_DELAY = Duration.ofSeconds(60);

	private static final Timings PATIENT = new Timings(Duration.ofSeconds(3), Duration.ofSeconds(1), LOCK_DELAY,
			Duration.ofSeconds(50), Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(10),
			Duration.ofSeconds(3), Duration.ofSeconds(20));

	private final String scope = "turns-" + UUID.randomUUID();

	/** Each stops and starts again: a session after the other, none of them old. */
	@Test
	void handOverAtOnceToWhoHasJustStarted() throws Exception {
		try (Player beginner = new Player("beginner", Timings.fast());
				Player one = new Player("one", PATIENT);
				Player two = new Player("two", PATIENT)) {
			beginner.join();
			beginner.recorder.awaitGrant();
			one.join();
			await().atMost(LOCK_DELAY).until(one::isCandidate);
			long begun = System.nanoTime();
			beginner.election.stop().get(60, TimeUnit.SECONDS);
			one.recorder.awaitGrant();
			two.join();
			for (int turn = 0; turn < TURNS; turn++) {
				Player worker = (turn % 2 == 0) ? one : two;
				Player next = (turn % 2 == 0) ? two : one;
				await().atMost(LOCK_DELAY).pollInterval(Duration.ofMillis(5)).until(next::isCandidate);
				CompletableFuture<Boolean> stopped = worker.election.stop();
				next.recorder.awaitGrant();
				worker.recorder.awaitRevocation();
				assertThat(stopped.get(60, TimeUnit.SECONDS)).isTrue();
				worker.election.start();
			}
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LOCK_DELAY);
		}
	}

	/** Each gives the role up and wants it again, in the session that it has. */
	@Test
	void handOverAtOnceToWhoHasJustJoinedAgain() throws Exception {
		try (Player beginner = new Player("beginner", Timings.fast());
				Player one = new Player("one", PATIENT);
				Player two = new Player("two", PATIENT)) {
			beginner.join();
			beginner.recorder.awaitGrant();
			one.join();
			await().atMost(LOCK_DELAY).until(one::isCandidate);
			long begun = System.nanoTime();
			beginner.election.stop().get(60, TimeUnit.SECONDS);
			one.recorder.awaitGrant();
			two.join();
			for (int turn = 0; turn < TURNS; turn++) {
				Player worker = (turn % 2 == 0) ? one : two;
				Player next = (turn % 2 == 0) ? two : one;
				await().atMost(LOCK_DELAY).pollInterval(Duration.ofMillis(5)).until(next::isCandidate);
				CompletableFuture<Void> withdrawn = worker.election.withdraw(ROLE);
				next.recorder.awaitGrant();
				worker.recorder.awaitRevocation();
				withdrawn.get(60, TimeUnit.SECONDS);
				worker.election.join(ROLE, worker.recorder);
			}
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LOCK_DELAY);
		}
	}

	private final class Player implements AutoCloseable {

		private final Recorder recorder = new Recorder();

		private final LeaderElection election;

		private Player(String name, Timings timings) {
			this.election = LeaderElection.builder()
				.scope(TurnsTests.this.scope)
				.instance(name)
				.timings(timings)
				.warmUp(false)
				.consul(TestConsul.address())
				.build();
		}

		private void join() {
			this.election.join(ROLE, this.recorder);
			this.election.start();
		}

		/** Whether it has told the others that it wants the role. */
		private boolean isCandidate() throws Exception {
			String path = "/v1/kv/leader/" + TurnsTests.this.scope + "/candidates/" + this.election.status().session();
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(TestConsul.address().resolve(path + "?raw"))
					.timeout(Duration.ofSeconds(20))
					.build(), HttpResponse.BodyHandlers.ofString())
				.body()
				.contains("\"reports\"");
		}

		@Override
		public void close() {
			this.election.close();
		}

	}

}
