package io.github.consulleader.sample.fleet;

/**
 * What an instance is, as far as the launcher can tell.
 */
public enum InstanceState {

	/** Its process runs, but it does not take part yet. */
	STARTING,

	/** It takes part and waits. */
	SLUMBERER,

	/** It holds the role. */
	WORKER,

	/** It gives the role up or ends. */
	STOPPING,

	/** It is worker no longer, but its work will not end. */
	STUCK,

	/** Its process stands still. */
	PAUSED,

	/** It has no process. */
	ENDED

}
