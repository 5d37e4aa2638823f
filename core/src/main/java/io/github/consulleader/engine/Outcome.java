package io.github.consulleader.engine;

/**
 * What became of a transaction on a role.
 */
sealed interface Outcome {

	/**
	 * It was committed.
	 *
	 * @param token modify index of the term record after it
	 * @param inTime whether the confidence that it gives is still lasting
	 */
	record Committed(long token, boolean inTime) implements Outcome {
	}

	/** A definite no. */
	enum Rejected implements Outcome {

		/** The lock is free, but lock-delay is not over. */
		LOCK_DELAY,

		/** Somebody else was faster. */
		CONFLICT,

		/** The session is gone. */
		SESSION_GONE,

		/** Consul is busy. */
		BUSY,

		/**
		 * A right is missing, or Consul cannot do it for another reason that needs a
		 * human.
		 */
		REFUSED

	}

	/** It decides nothing: it may have been committed, or may be later. */
	enum Ambiguous implements Outcome {

		/** The only value. */
		UNKNOWN

	}

}
