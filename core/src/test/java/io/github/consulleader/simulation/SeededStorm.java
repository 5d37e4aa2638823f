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

	/** What names a storm in which nothing goes wrong by chance. */
	private static final String DELIBERATE = "DELIBERATE";

	private final Set<Trouble> troubles;

	private final boolean calm;

	private final boolean deliberate;

	/**
	 * Chooses the storms.
	 * @param troubles names of what goes wrong by decision, with commas between them, or
	 * nothing for any mixture, or {@code CALM} for a calm with each seed; with
	 * {@code DELIBERATE} among them nothing else goes wrong
	 */
	public SeededStorm(String troubles) {
		this.calm = isCalm(troubles);
		Set<String> names = names(troubles);
		this.deliberate = names.remove(DELIBERATE);
		this.troubles = troubles(names);
	}

	static boolean isCalm(String troubles) {
		return troubles.strip().equals(CALM);
	}

	static Set<Trouble> troubles(String listed) {
		return troubles(names(listed));
	}

	private static Set<Trouble> troubles(Set<String> names) {
		return names.stream().map(Trouble::valueOf).collect(Collectors.toUnmodifiableSet());
	}

	private static Set<String> names(String listed) {
		return Arrays.stream(listed.split(","))
			.map(String::strip)
			.filter((name) -> !name.isEmpty() && !name.equals(CALM))
			.collect(Collectors.toSet());
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
		Scenario any = this.deliberate ? Scenario.deliberate(dice) : Scenario.stormy(dice);
		return this.troubles.isEmpty() ? any : any.withTroubles(this.troubles);
	}

}
