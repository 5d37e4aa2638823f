package io.github.consulleader.engine;

import org.jspecify.annotations.Nullable;

/**
 * One call of the user's code.
 */
@FunctionalInterface
interface UserCallback {

	void run() throws Exception;

	/** Runs it, and returns what it threw. */
	static @Nullable Throwable failure(UserCallback body) {
		try {
			body.run();
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

}
