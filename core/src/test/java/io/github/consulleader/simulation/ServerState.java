package io.github.consulleader.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.SessionSpec;
import org.jspecify.annotations.Nullable;

/**
 * What the servers replicate: keys, sessions, and the catalog's view of checks. A copy of
 * it is a snapshot, or what a deposed leader still believes.
 */
final class ServerState {

	/** The check that gossip keeps for each node. */
	static final String GOSSIP = "serfHealth";

	private final KeyStore keys;

	private final Map<String, SessionRecord> sessions = new LinkedHashMap<>();

	/** Checks by node, passing or not; a node that is missing is not registered. */
	private final Map<String, Map<String, Boolean>> catalog = new TreeMap<>();

	ServerState() {
		this(new KeyStore());
	}

	private ServerState(KeyStore keys) {
		this.keys = keys;
	}

	ServerState copy() {
		ServerState copy = new ServerState(this.keys.copy());
		copy.sessions.putAll(this.sessions);
		this.catalog.forEach((node, checks) -> copy.catalog.put(node, new TreeMap<>(checks)));
		return copy;
	}

	KeyStore keys() {
		return this.keys;
	}

	Map<String, SessionRecord> sessions() {
		return this.sessions;
	}

	Map<String, Map<String, Boolean>> catalog() {
		return this.catalog;
	}

	@Nullable Boolean check(String node, String check) {
		Map<String, Boolean> checks = this.catalog.get(node);
		return (checks != null) ? checks.get(check) : null;
	}

	/** Whether a node is registered with these checks, beside that of gossip. */
	boolean knows(String node, Map<String, Boolean> checks) {
		Map<String, Boolean> registered = this.catalog.get(node);
		if (registered == null) {
			return false;
		}
		Map<String, Boolean> known = new TreeMap<>(registered);
		known.remove(GOSSIP);
		return known.equals(checks);
	}

	/** Ends a session and its hold on keys; they get its lock-delay. */
	void invalidate(SessionRecord session, LockDelays delays, long index) {
		if (this.sessions.remove(session.id()) == null) {
			return;
		}
		for (Entry entry : this.keys.heldBy(session.id())) {
			if (session.spec().behavior() == SessionSpec.Behavior.DELETE) {
				this.keys.remove(entry.key(), index);
			}
			else {
				this.keys.put(entry.key(), entry.value(), null, entry.flags(), index);
			}
			delays.begin(entry.key(), session.spec().lockDelay());
		}
	}

}
