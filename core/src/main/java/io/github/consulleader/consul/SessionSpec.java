package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;

/**
 * What a session is made of.
 *
 * @param name for people
 * @param ttl 10 s to 24 h; the session ends when it was not renewed for twice as long
 * @param lockDelay how long a key that the session lost stays closed; sent as whole
 * milliseconds
 * @param checks ids of the checks it hangs on, in addition to none: name
 * {@code serfHealth} to hang on gossip
 * @param behavior what becomes of the keys that it holds when it ends
 */
public record SessionSpec(String name, Duration ttl, Duration lockDelay, List<String> checks, Behavior behavior) {

	public SessionSpec {
		checks = List.copyOf(checks);
	}

	/**
	 * A session that takes its keys with it.
	 * @param name for people
	 * @param ttl its TTL
	 * @param lockDelay its lock-delay
	 * @param checks the checks it hangs on
	 */
	public SessionSpec(String name, Duration ttl, Duration lockDelay, List<String> checks) {
		this(name, ttl, lockDelay, checks, Behavior.DELETE);
	}

	/** What becomes of keys when the session that holds them ends. */
	public enum Behavior {

		/** They vanish. */
		DELETE,

		/** They stay, free, with a modify index of their own. */
		RELEASE

	}

}
