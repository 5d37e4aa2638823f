package io.github.consulleader.simulation;

import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The simulation of mutexes for who does not share its types, as {@link SeededStorm} is
 * that of elections.
 */
public final class SeededMutexStorm implements LongConsumer {

	private static final int CALM_EVERY = 100;

	private final Set<Trouble> troubles;

	private final boolean calm;

	/**
	 * Chooses the storms.
	 * @param troubles as for {@link SeededStorm}
	 */
	public SeededMutexStorm(String troubles) {
		this.calm = SeededStorm.isCalm(troubles);
		this.troubles = SeededStorm.troubles(troubles);
	}

	@Override
	public void accept(long seed) {
		Tally tally = new Tally();
		if (this.calm || seed % CALM_EVERY == 0) {
			MutexSimulation.run(seed, MutexScenario::calm, tally);
		}
		if (!this.calm) {
			MutexSimulation.run(seed, this::stormy, tally);
		}
	}

	private MutexScenario stormy(Dice dice) {
		MutexScenario any = MutexScenario.stormy(dice);
		return this.troubles.isEmpty() ? any : any.withTroubles(this.troubles);
	}

}
