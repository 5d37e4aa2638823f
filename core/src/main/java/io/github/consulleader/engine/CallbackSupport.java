package io.github.consulleader.engine;

import java.util.concurrent.Executor;

/**
 * What the user's code of all roles of a process shares.
 *
 * @param callbacks where callbacks run
 * @param interruptions of callbacks and work
 */
record CallbackSupport(Executor callbacks, Interruptions interruptions) {

	CallbackSupport(Executor callbacks) {
		this(callbacks, new Interruptions());
	}

}
