package io.github.consulleader.engine;

/**
 * How far stopping the work has come.
 */
enum StopPhase {

	/** The work may end by itself. */
	GRACE,

	/** It was interrupted. */
	INTERRUPTED,

	/** It will not end. */
	STUCK

}
