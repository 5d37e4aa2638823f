package io.github.consulleader.role;

/**
 * Why a term ended.
 */
public enum Revocation {

	/**
	 * Consul did not confirm in time, the process was paused or its clocks leapt: it may
	 * not believe any longer.
	 */
	CONFIDENCE_LOST,

	/**
	 * The session ended: check critical, TTL over, agent or node gone, or destroyed by an
	 * operator.
	 */
	SESSION_LOST,

	/**
	 * The lock was seen without an owner, with another one, or its term record was
	 * overwritten.
	 */
	LOCK_LOST,

	/** The process asked to hand over and stands back for a while. */
	YIELDED,

	/** The grant callback failed, or what it started. */
	GRANT_FAILED,

	/** The process does not want this role any longer. */
	WITHDRAWN,

	/** This process does not campaign for the role for a while. */
	PAUSED,

	/** The election was closed. */
	SHUTDOWN,

	/** Something in the engine itself failed; it starts over. The log has the error. */
	ENGINE_FAILED;

	/**
	 * Whether this process gave the role up by itself: then work may drain under the same
	 * confidence, and the role is handed over when it has ended. Otherwise the right to
	 * work has ended already, and work is interrupted.
	 * @return whether the role was given up rather than lost
	 */
	public boolean isVoluntary() {
		return switch (this) {
			case YIELDED, GRANT_FAILED, WITHDRAWN, PAUSED, SHUTDOWN -> true;
			case CONFIDENCE_LOST, SESSION_LOST, LOCK_LOST, ENGINE_FAILED -> false;
		};
	}

}
