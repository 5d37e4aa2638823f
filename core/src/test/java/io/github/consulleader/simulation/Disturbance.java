package io.github.consulleader.simulation;

/** Breaks something and mends it later, one thing at a time at each site. */
interface Disturbance {

	/** Breaks it for a while, and at most until the storm is over. */
	void forAWhile(Site site, long nanos, Runnable begin, Runnable end);

	/** Stops it cleanly and starts it again. */
	void restart(Site site);

	/** The same without a pause between. */
	void renew(Site site);

}
