package io.github.consulleader.simulation;

/** Breaks something and mends it later, one thing at a time for each instance. */
interface Disturbance {

	/** Breaks it for a while, and at most until the storm is over. */
	void forAWhile(Instance instance, long nanos, Runnable begin, Runnable end);

	/** Stops the engine cleanly and starts it again. */
	void restart(Instance instance);

	/** The same without a pause between. */
	void renew(Instance instance);

}
