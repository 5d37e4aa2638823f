package io.github.consulleader.consul;

/**
 * One operation of a transaction.
 */
public sealed interface Operation {

	/**
	 * Returns the key that it is about.
	 * @return the key
	 */
	String key();

	/**
	 * Returns whether it changes anything.
	 * @return {@code false} for a mere guard
	 */
	default boolean writes() {
		return !(this instanceof CheckIndex || this instanceof CheckNotExists || this instanceof CheckSession);
	}

	/**
	 * Fails unless the key's {@link Entry#modifyIndex()} is the one named.
	 *
	 * @param key the key
	 * @param index its modify index
	 */
	record CheckIndex(String key, long index) implements Operation {
	}

	/**
	 * Fails if the key exists.
	 *
	 * @param key the key
	 */
	record CheckNotExists(String key) implements Operation {
	}

	/**
	 * Fails unless the key is held by the session named.
	 *
	 * @param key the key
	 * @param session the session
	 */
	record CheckSession(String key, String session) implements Operation {
	}

	/**
	 * Takes the lock on a key and sets its value; succeeds also if the session holds it
	 * already. Returns the entry.
	 *
	 * @param key the key
	 * @param session who takes it
	 * @param value its new value
	 * @param flags its new flags
	 */
	record Lock(String key, String session, String value, long flags) implements Operation {
	}

	/**
	 * Gives up the lock on a key and sets its value; fails unless the session holds it.
	 * Returns the entry.
	 *
	 * @param key the key
	 * @param session who gives it up
	 * @param value its new value
	 * @param flags its new flags
	 */
	record Unlock(String key, String session, String value, long flags) implements Operation {
	}

	/**
	 * Sets a key's value, whoever holds it. Returns the entry.
	 *
	 * @param key the key
	 * @param value its new value
	 * @param flags its new flags
	 */
	record Set(String key, String value, long flags) implements Operation {
	}

	/**
	 * Removes a key, whoever holds it. Returns nothing.
	 *
	 * @param key the key
	 */
	record Delete(String key) implements Operation {
	}

}
