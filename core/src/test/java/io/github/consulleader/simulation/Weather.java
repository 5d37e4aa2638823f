package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.Set;

/** What goes wrong in a simulation, and for how long. */
interface Weather {

	/** How long things go wrong. */
	Duration storm();

	/** Mean time between two troubles. */
	Duration pause();

	/** What may go wrong by decision. */
	Set<Trouble> troubles();

	/** What may go wrong by chance. */
	FaultRates rates();

	/** Probability that user code is slow. */
	double slowness();

	/** Whether nothing goes wrong at all. */
	boolean isCalm();

}
