package io.github.consulleader.simulation;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One seeded schedule. The same seed gives the same schedule, so a failure is run once
 * more to record what happened.
 */
abstract class SeededRun {

	/**
	 * Runs one seed.
	 * @param seed the seed
	 * @param made makes the run of that seed, recorded or not
	 * @param tally told what came of it
	 * @throws AssertionError with the seed, how to replay it and what happened
	 */
	static void play(long seed, Function<Boolean, SeededRun> made, Tally tally) {
		try {
			SeededRun run = made.apply(false);
			run.run();
			tally.ran(run.terms(), run.stage().troubles());
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError(replay(seed, made.apply(true)), ex);
		}
	}

	private static String replay(long seed, SeededRun again) {
		String ending;
		try {
			again.run();
			ending = "did not fail when it was run again: something in the engine is left to chance";
		}
		catch (AssertionError | RuntimeException ex) {
			ending = ex.getMessage();
		}
		return "seed " + seed + ": " + ending + "\n\n" + again.scenario() + "\n\n" + again.stage().timeline()
				+ "\n\nseed " + seed + ": " + ending + "\nReplay: ./mvnw -pl core -am -Dtest="
				+ again.getClass().getSimpleName() + "Tests -Dsurefire.failIfNoSpecifiedTests=false test -Dseed=" + seed
				+ "\n";
	}

	/** Runs to the end, or throws. */
	abstract void run();

	abstract Stage stage();

	/** What it stands for, for people. */
	abstract Object scenario();

	/** How many terms, or holds, there were. */
	abstract long terms();

	static void require(boolean condition, Supplier<String> promise) {
		if (!condition) {
			throw new AssertionError("broken: " + promise.get());
		}
	}

}
