package io.github.consulleader.mutex;

import java.time.Duration;

/**
 * A mutex could not be asked for, for longer than its caller wants to wait for that.
 * Nothing is known of who holds it. The message says what is wrong.
 */
public final class MutexUnavailableException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	MutexUnavailableException(String key, Duration limit, String problem) {
		super("Mutex '%s' cannot be asked for, and has not been for %s: %s".formatted(key, limit, problem));
	}

}
