package io.github.consulleader.simulation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
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
 * The promises of DESIGN, section 1, on seeded schedules: {@code -Dseed=K} replays one,
 * {@code -Dseeds=N} runs as many as one likes from 0 on, both together from K on,
 * {@code -Dlong} runs many.
 */
class ElectionSimulationTests {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.github.consulleader");

	private static final org.slf4j.Logger PROGRESS = LoggerFactory.getLogger("simulation");

	/** The mutants that are hardest to find take 2,000. */
	private static final int SEEDS = (System.getProperty("long") != null) ? 100_000 : 8_000;

	/** So many failures are enough. */
	private static final int ENOUGH = 10;

	private static final long REPORT = 10_000;

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
		long first = Long.getLong("seed", 0);
		long count = Long.getLong("seeds", (System.getProperty("seed") != null) ? 1 : SEEDS);
		return LongStream.range(first, first + count).parallel();
	}

	private static Tally run(LongStream seeds, Function<Dice, Scenario> kind) {
		return run(seeds, kind, ENOUGH);
	}

	private static Tally run(LongStream seeds, Function<Dice, Scenario> kind, int enough) {
		Tally tally = new Tally();
		Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
		seeds.forEach((seed) -> {
			if (failures.size() < enough) {
				try {
					ElectionSimulation.run(seed, kind, tally);
				}
				catch (AssertionError ex) {
					tally.failed();
					PROGRESS.error("Seed {} has failed", seed);
					failures.add(ex);
				}
			}
			if (tally.seeds() % REPORT == 0) {
				PROGRESS.info("{}", tally);
			}
		});
		PROGRESS.info("{}", tally);
		AssertionError first = failures.poll();
		if (first != null) {
			failures.forEach(first::addSuppressed);
			throw first;
		}
		return tally;
	}

	@Test
	@Tag("F4")
	@Tag("F19")
	void keepsItsPromises() {
		assertThat(run(seeds(), Scenario::any).terms()).isPositive();
	}

	@Test
	void keepsItsPromisesWhenAllIsCalm() {
		assertThat(run(LongStream.range(0, 100), Scenario::calm).terms()).isPositive();
	}

	@Test
	void findsTheOverlapWhereClocksDifferByMoreThanIsPromised() {
		assertThatThrownBy(() -> run(LongStream.range(0, 3000).parallel(), Scenario::untrue, 1))
			.hasMessageContaining("two workers of role-");
	}

	@Test
	void tellsHowToReplayAFailure() {
		assertThatThrownBy(() -> ElectionSimulation.run(7, Scenario::deserted, new Tally()))
			.hasMessageStartingWith("seed 7: broken: each role has a worker")
			.hasMessageContaining("=== is over")
			.hasMessageContaining("-Dtest=ElectionSimulationTests")
			.hasMessageContaining("-Dseed=7");
	}

}
