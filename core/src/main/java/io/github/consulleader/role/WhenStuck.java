package io.github.consulleader.role;

/**
 * What to do about work that will not end, when the role was revoked, the drain grace is
 * over and the thread was interrupted.
 */
public enum WhenStuck {

	/**
	 * Keep the role, so that nobody else works, until the work ends or the process does.
	 */
	HOLD,

	/** Let the role go: two processes may work at the same time. */
	RELEASE,

	/** End this process with status 70, and with it the work. */
	EXIT

}
