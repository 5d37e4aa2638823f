package io.github.consulleader.mutex;

import java.util.ConcurrentModificationException;

/**
 * A mutex was not held any more when its holder gave it up or asked for it: others may
 * have entered meanwhile. The message says how it was lost.
 */
public final class LostMutexException extends ConcurrentModificationException {

	private static final long serialVersionUID = 1L;

	LostMutexException(String key, String why) {
		super("Mutex '%s' was lost while it was held: %s. What it protects may have been touched by others meanwhile."
			.formatted(key, why));
	}

}
