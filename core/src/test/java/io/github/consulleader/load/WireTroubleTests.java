package io.github.consulleader.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.load.Relay.Mood;
import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A wire that fails for a while costs a term, as the confidence rule demands, but no
 * storm, no second term and no connection for good.
 */
@Tag("consul")
@Tag("F37")
@Tag("F33")
@Timeout(120)
class WireTroubleTests {

	private static final Logger logger = LoggerFactory.getLogger(WireTroubleTests.class);

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private static final int ROLES = 20;

	private static final Duration TROUBLE = Duration.ofSeconds(5);

	/** Of three of each kind, and a watch or two, while nothing is answered. */
	private static final int MOST_CONNECTIONS = 15;

	private final List<Victim> victims = new ArrayList<>();

	@AfterEach
	void close() {
		this.victims.parallelStream().forEach(Victim::close);
	}

	@Test
	void isRiddenOutWithoutAStorm() {
		for (Mood trouble : List.of(Mood.HOLDS, Mood.DROPS, Mood.REFUSES, Mood.RESETS)) {
			this.victims.add(new Victim(trouble));
		}
		await().atMost(GENEROUS).until(() -> this.victims.stream().allMatch(Victim::works));
		this.victims.forEach(Victim::begin);
		pass(TROUBLE);
		this.victims.forEach(Victim::checkAndEnd);
		List<Victim> waiting = new ArrayList<>(this.victims);
		await().atMost(GENEROUS).until(() -> {
			waiting.removeIf(Victim::isBack);
			return waiting.isEmpty();
		});
		this.victims.forEach((victim) -> assertThat(victim.worker.revoked()).as("%s: revoked once", victim.trouble)
			.isEqualTo(ROLES));
		await().atMost(GENEROUS)
			.untilAsserted(() -> assertThat(this.victims)
				.allSatisfy((victim) -> assertThat(victim.wire.open()).isBetween(2, 4)));
	}

	private static void pass(Duration time) {
		long start = System.nanoTime();
		for (long left = time.toNanos(); left > 0; left = time.toNanos() - (System.nanoTime() - start)) {
			LockSupport.parkNanos(left);
		}
	}

	private static final class Victim implements AutoCloseable {

		private final Mood trouble;

		private final Relay wire = new Relay(TestConsul.address());

		private final Crowd worker;

		private long flowsSince;

		private Victim(Mood trouble) {
			this.trouble = trouble;
			this.worker = new Crowd("worker", "trouble-" + UUID.randomUUID(), this.wire.address(), ROLES).start();
		}

		boolean works() {
			return this.worker.confident() == ROLES;
		}

		void begin() {
			this.wire.forget();
			this.wire.mood(this.trouble);
		}

		void checkAndEnd() {
			Map<String, Integer> asked = this.wire.asked();
			assertThat(this.worker.confident()).as("%s: confident", this.trouble).isZero();
			assertThat(this.worker.reasons()).isEqualTo(Map.of(Revocation.CONFIDENCE_LOST, ROLES));
			assertThat(this.wire.requests()).as("%s: requests in %s: %s", this.trouble, TROUBLE, asked).isLessThan(120);
			assertThat(this.wire.most()).as("%s: connections: %s", this.trouble, this.wire.busiest())
				.isLessThanOrEqualTo(MOST_CONNECTIONS);
			logger.info("{} for {}: requests {}, {} connections made, {} at a time", this.trouble, TROUBLE, asked,
					this.wire.accepted(), this.wire.most());
			this.flowsSince = System.nanoTime();
			this.wire.mood(Mood.FLOWS);
		}

		boolean isBack() {
			if (!works()) {
				return false;
			}
			logger.info("{}: back after {}", this.trouble, Crowd.since(this.flowsSince));
			return true;
		}

		@Override
		public void close() {
			this.worker.close();
			this.wire.close();
		}

	}

}
