package io.github.consulleader.simulation;

import java.util.function.LongConsumer;

/**
 * The simulation for who does not share its types: another class loader, which has loaded
 * it on top of an engine of its own. Told a seed, it runs that storm, and a calm beside
 * one seed in a hundred; throws what {@link ElectionSimulation} throws.
 */
public final class SeededStorm implements LongConsumer {

	private static final int CALM_EVERY = 100;

	@Override
	public void accept(long seed) {
		if (seed % CALM_EVERY == 0) {
			ElectionSimulation.run(seed, Scenario::calm);
		}
		ElectionSimulation.run(seed, Scenario::stormy);
	}

}
