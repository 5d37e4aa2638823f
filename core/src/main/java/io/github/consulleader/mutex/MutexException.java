package io.github.consulleader.mutex;

/**
 * A mutex cannot be taken or given up, and waiting is no cure: the token lacks a right,
 * its key is used for something else, or the mutexes are closed.
 */
public final class MutexException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	MutexException(String key, String why) {
		super("Mutex '%s': %s".formatted(key, why));
	}

	/** The same with the stack of the thread that is told. */
	MutexException(MutexException cause) {
		super(cause.getMessage(), cause);
	}

}
