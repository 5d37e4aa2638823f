package io.github.consulleader.consul;

import org.jspecify.annotations.Nullable;

/**
 * A key as Consul shows it.
 *
 * @param key the key
 * @param value its value, empty if it has none; an entry that a transaction returns has
 * no value
 * @param session the session that holds it, or {@code null}
 * @param flags its flags, an unsigned number
 * @param createIndex Raft index of its creation
 * @param modifyIndex Raft index of its last change; for a key that is never deleted it
 * only rises
 */
public record Entry(String key, String value, @Nullable String session, long flags, long createIndex,
		long modifyIndex) {
}
