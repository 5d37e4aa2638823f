package io.github.consulleader.spring;

/**
 * Whether an instance that does no work for the application's own role takes part in it.
 */
public enum Campaign {

	/**
	 * Only if something here waits for the role or asks for it: a listener for leader
	 * events, an injected {@code Leadership} or {@link ConsulLeaderInitiator}, or a call
	 * of {@link Leaderships#of}. The default.
	 */
	AUTO,

	/** Always, if no other role is named anywhere. */
	ALWAYS

}
