package io.github.consulleader.simulation;

import java.util.stream.LongStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The promises of DESIGN, section 1, on seeded schedules: {@code -Dseeds=N} runs more of
 * them, {@code -Dseed=K} replays one.
 */
class ElectionSimulationTests {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.github.consulleader");

	private static final int SEEDS = 1000;

	@BeforeAll
	static void beQuiet() {
		LOGGER.setLevel(Level.OFF);
	}

	@AfterAll
	static void speakAgain() {
		LOGGER.setLevel(null);
	}

	/** Each simulation has one thread; several run side by side. */
	private static LongStream seeds() {
		Long one = Long.getLong("seed");
		return (one != null) ? LongStream.of(one) : LongStream.range(0, Integer.getInteger("seeds", SEEDS)).parallel();
	}

	@Test
	@Tag("F4")
	@Tag("F19")
	void keepsItsPromisesInAStorm() {
		assertThat(seeds().map((seed) -> ElectionSimulation.run(seed, Scenario::stormy)).sum()).isPositive();
	}

	@Test
	void keepsItsPromisesWhenAllIsCalm() {
		assertThat(seeds().limit(20).map((seed) -> ElectionSimulation.run(seed, Scenario::calm)).sum()).isPositive();
	}

	@Test
	void tellsHowToReplayAFailure() {
		assertThatThrownBy(() -> ElectionSimulation.run(7, Scenario::deserted))
			.hasMessageStartingWith("seed 7: broken: each role has a worker")
			.hasMessageContaining("=== is over")
			.hasMessageContaining("-Dtest=ElectionSimulationTests")
			.hasMessageContaining("-Dseed=7");
	}

}
