package io.github.consulleader.role;

/**
 * What became of a role that this process was asked to give to another one.
 */
public enum HandOver {

	/** It was given up after its work had ended, and another process is first in line. */
	HANDED_OVER,

	/**
	 * It was given up after its work had ended, but no other process wants it: nobody
	 * took it, and this process may take it again at once.
	 */
	NOBODY_WANTS_IT,

	/**
	 * It was lost on the way, or its work has not ended. Another process takes it when
	 * Consul lets it.
	 */
	LOST,

	/** This process is not the worker; nothing was done. */
	NOT_WORKER,

	/** No process with that display identity wants the role; nothing was done. */
	UNKNOWN_INSTANCE,

	/** Consul did not say who wants the role; nothing was done. */
	NO_ANSWER;

	/**
	 * Whether the role was given up in this process's own time, after its work had ended.
	 * @return whether it was
	 */
	public boolean isGivenUp() {
		return this == HANDED_OVER || this == NOBODY_WANTS_IT;
	}

}
