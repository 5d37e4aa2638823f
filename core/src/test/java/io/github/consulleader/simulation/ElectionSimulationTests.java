package io.github.consulleader.simulation;

import java.util.function.Function;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The promises of docs/safety.md on seeded schedules: {@code -Dseed=K} replays one,
 * {@code -Dseeds=N} runs as many as one likes from 0 on, both together from K on,
 * {@code -Dlong} runs many.
 */
class ElectionSimulationTests extends SeedsFixture {

	/** The mutants that are hardest to find take 2,000. */
	private static final int SEEDS = (System.getProperty("long") != null) ? 100_000 : 5_000;

	private static Tally run(LongStream seeds, Function<Dice, Scenario> kind) {
		return each(seeds, (seed, tally) -> ElectionSimulation.run(seed, kind, tally));
	}

	@Test
	@Tag("F4")
	@Tag("F19")
	void keepsItsPromises() {
		assertThat(run(seeds(SEEDS), Scenario::any).terms()).isPositive();
	}

	@Test
	void keepsItsPromisesWhenAllIsCalm() {
		assertThat(run(LongStream.range(0, 100), Scenario::calm).terms()).isPositive();
	}

	@Test
	void findsTheOverlapWhereClocksDifferByMoreThanIsPromised() {
		assertThatThrownBy(() -> each(LongStream.range(0, 3000).parallel(),
				(seed, tally) -> ElectionSimulation.run(seed, Scenario::untrue, tally), 1))
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
