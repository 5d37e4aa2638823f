package io.github.consulleader.load;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many roles in one process cost no more connections, sessions and threads than one. */
@Tag("consul")
@Tag("F37")
@Tag("F41")
@Timeout(180)
class RoleLoadTests {

	private static final Logger logger = LoggerFactory.getLogger(RoleLoadTests.class);

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	/**
	 * A request that is given up keeps its connection for a while: this is not about
	 * machines that are too slow for the defaults.
	 */
	static final Timings PATIENT = new Timings(Duration.ofSeconds(6), Duration.ofSeconds(2), Duration.ofSeconds(4),
			Duration.ofMillis(3600), Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(2500),
			Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20));

	private final String scope = "many-" + UUID.randomUUID();

	private final URI consul = TestConsul.address();

	static IntStream numbers() {
		return (System.getProperty("long") != null) ? IntStream.of(1, 100, 1000) : IntStream.of(1000);
	}

	@ParameterizedTest
	@MethodSource("numbers")
	void areHeldAndHandedOver(int roles) throws Exception {
		int threads = Census.of(this.consul, this.scope).threadCount();
		try (Relay firstWire = new Relay(this.consul);
				Relay secondWire = new Relay(this.consul);
				Crowd first = process("first", firstWire, roles);
				Crowd second = process("second", secondWire, roles)) {
			long start = System.nanoTime();
			first.start();
			await().atMost(GENEROUS).until(() -> first.confident() == roles);
			Duration held = Crowd.since(start);
			second.start();
			await().atMost(GENEROUS).until(second::seesWorkers);
			await().atMost(GENEROUS)
				.untilAsserted(() -> assertThat(Census.of(this.consul, this.scope))
					.extracting(Census::sessions, Census::services, Census::checks)
					.containsExactly(2, 2, 2));
			Census both = Census.of(this.consul, this.scope);
			start = System.nanoTime();
			assertThat(first.stop().get(60, TimeUnit.SECONDS)).isTrue();
			Duration stopped = Crowd.since(start);
			await().atMost(GENEROUS).until(() -> second.confident() == roles);
			Duration handedOver = Crowd.since(start);
			assertThat(first.confident()).isZero();
			assertThat(firstWire.most()).as("connections, for %s", firstWire.busiest()).isBetween(3, 4);
			assertThat(secondWire.most()).as("connections, for %s", secondWire.busiest()).isBetween(3, 4);
			logger.info(
					"{} roles: held after {}, stopped after {}, handed over after {}; connections {} and {}; {}; {}",
					roles, held, stopped, handedOver, firstWire.most(), secondWire.most(), both, firstWire.asked());
			assertThat(second.stop().get(60, TimeUnit.SECONDS)).isTrue();
			assertThat(Census.of(this.consul, this.scope))
				.extracting(Census::sessions, Census::services, Census::checks)
				.containsExactly(0, 0, 0);
		}
		await().atMost(GENEROUS).until(() -> Census.of(this.consul, this.scope).threadCount() <= threads);
	}

	private Crowd process(String instance, Relay wire, int roles) {
		return new Crowd(instance, this.scope, wire.address(), PATIENT, roles);
	}

}
