package io.github.consulleader.simulation;

import java.util.Arrays;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * The simulation for who does not share its types: another class loader, which has loaded
 * it on top of an engine of its own. Told a seed, it runs that storm, and a calm beside
 * one seed in a hundred; throws what {@link ElectionSimulation} throws.
 */
public final class SeededStorm implements LongConsumer {

	private static final int CALM_EVERY = 100;

	/** What names the storm that is none. */
	private static final String CALM = "CALM";

	private final Set<Trouble> troubles;

	private final boolean calm;

	/**
	 * Chooses the storms.
	 * @param troubles names of what goes wrong by decision, with commas between them, or
	 * nothing for any mixture, or {@code CALM} for a calm with each seed
	 */
	public SeededStorm(String troubles) {
		this.calm = isCalm(troubles);
		this.troubles = troubles(troubles);
	}

	static boolean isCalm(String troubles) {
		return troubles.strip().equals(CALM);
	}

	static Set<Trouble> troubles(String names) {
		return Arrays.stream(names.split(","))
			.map(String::strip)
			.filter((name) -> !name.isEmpty() && !name.equals(CALM))
			.map(Trouble::valueOf)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public void accept(long seed) {
		if (this.calm || seed % CALM_EVERY == 0) {
			ElectionSimulation.run(seed, Scenario::calm);
		}
		if (this.calm) {
			return;
		}
		ElectionSimulation.run(seed, this::stormy);
	}

	private Scenario stormy(Dice dice) {
		Scenario any = Scenario.stormy(dice);
		return this.troubles.isEmpty() ? any : any.withTroubles(this.troubles);
	}

}
