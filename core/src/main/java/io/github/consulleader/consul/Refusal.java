package io.github.consulleader.consul;

/**
 * Why Consul definitely did not do something, from grave to light.
 */
public enum Refusal {

	/**
	 * The token lacks a right, or is unknown: {@code 403}, or {@code Permission denied}
	 * in a transaction.
	 */
	DENIED,

	/**
	 * The request itself is malformed or over a limit: {@code 400}, {@code 405},
	 * {@code 413} and the like.
	 */
	INVALID,

	/** The session named does not exist (any more). */
	SESSION_GONE,

	/** A session cannot be made since its node is not registered (yet). */
	NODE_MISSING,

	/**
	 * A check that was named does not exist at this agent, or is not known to the servers
	 * (yet).
	 */
	CHECK_MISSING,

	/** A session cannot be made since a check of it is critical. */
	CHECK_CRITICAL,

	/**
	 * A guard of the transaction failed or the lock is held: somebody else was faster.
	 */
	CONFLICT,

	/**
	 * The lock is free, but its lock-delay is not over. Costs the cluster nothing to ask
	 * again.
	 */
	LOCK_DELAY,

	/**
	 * Consul is busy ({@code 429}, {@code 503}) or we have too much under way already:
	 * nothing was done, ask later.
	 */
	BUSY

}
