package io.github.consulleader.simulation;

import java.util.function.Function;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The promises of mutexes on seeded schedules: {@code -Dseed=K} replays one,
 * {@code -Dseeds=N} runs as many as one likes from 0 on, both together from K on,
 * {@code -Dlong} runs many.
 */
class MutexSimulationTests extends SeedsFixture {

	private static final int SEEDS = (System.getProperty("long") != null) ? 50_000 : 2_000;

	private static Tally run(LongStream seeds, Function<Dice, MutexScenario> kind) {
		return each(seeds, (seed, tally) -> MutexSimulation.run(seed, kind, tally));
	}

	@Test
	@Tag("T24")
	void keepsTheirPromises() {
		assertThat(run(seeds(SEEDS), MutexScenario::any).terms()).isPositive();
	}

	@Test
	void keepsTheirPromisesWhenAllIsCalm() {
		assertThat(run(LongStream.range(0, 50), MutexScenario::calm).terms()).isPositive();
	}

	@Test
	void findsTheOverlapWhereClocksDifferByMoreThanIsPromised() {
		assertThatThrownBy(() -> each(LongStream.range(0, 3000).parallel(),
				(seed, tally) -> MutexSimulation.run(seed, MutexScenario::untrue, tally), 1))
			.hasMessageContaining("two holders: key-")
			.hasMessageContaining("=== robs")
			.hasMessageContaining("-Dtest=MutexSimulationTests")
			.hasMessageContaining("-Dseed=");
	}

}
