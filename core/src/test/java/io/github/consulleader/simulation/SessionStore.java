package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.consul.SessionSpec;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and the checks that they hang on, as the servers keep them.
 */
final class SessionStore {

	private static final Duration SHORTEST_TTL = Duration.ofSeconds(10);

	private static final Duration LONGEST_TTL = Duration.ofHours(24);

	private final LockDelays delays;

	private final SessionTimers timers;

	SessionStore(LockDelays delays, SessionTimers timers) {
		this.delays = delays;
		this.timers = timers;
	}

	/** What is refused before the log, or {@code null}. */
	static @Nullable Answer<String> malformed(SessionSpec spec) {
		Duration ttl = spec.ttl();
		if (!ttl.isZero() && (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0)) {
			return new Answer.Refused<>(Refusal.INVALID,
					"Invalid Session TTL '" + ttl.toNanos() + "', must be between [10s=24h0m0s]");
		}
		return null;
	}

	Answer<String> create(ServerState state, String id, String node, SessionSpec spec) {
		if (!state.catalog().containsKey(node)) {
			return new Answer.Refused<>(Refusal.NODE_MISSING, "Missing node registration");
		}
		for (String check : spec.checks()) {
			Boolean passing = state.check(node, check);
			if (passing == null) {
				return new Answer.Refused<>(Refusal.CHECK_MISSING, "Missing check '" + check + "' registration");
			}
			if (!passing) {
				return new Answer.Refused<>(Refusal.CHECK_CRITICAL, "Check '" + check + "' is in critical state");
			}
		}
		SessionRecord session = new SessionRecord(id, node, spec);
		state.sessions().put(id, session);
		this.timers.touch(session);
		return new Answer.Done<>(id);
	}

	void destroy(ServerState state, String id, long index) {
		SessionRecord session = state.sessions().get(id);
		if (session != null) {
			this.timers.forget(id);
			state.invalidate(session, this.delays, index);
		}
	}

	/**
	 * Takes over what an agent says of its checks. Gossip's own is not the agent's: a
	 * node that was removed is back without it until the leader looks.
	 */
	void update(ServerState state, String node, Map<String, Boolean> checks, long index) {
		Boolean gossip = state.check(node, ServerState.GOSSIP);
		Map<String, Boolean> known = new TreeMap<>(checks);
		if (gossip != null) {
			known.put(ServerState.GOSSIP, gossip);
		}
		state.catalog().put(node, known);
		endUnsupported(state, node, index);
	}

	/** Takes over what gossip says of a node, which is registered if it is alive. */
	void gossip(ServerState state, String node, boolean alive, long index) {
		if (alive) {
			state.catalog().putIfAbsent(node, new TreeMap<>());
		}
		Map<String, Boolean> checks = state.catalog().get(node);
		if (checks != null) {
			checks.put(ServerState.GOSSIP, alive);
			endUnsupported(state, node, index);
		}
	}

	void removeNode(ServerState state, String node, long index) {
		state.catalog().remove(node);
		for (SessionRecord session : List.copyOf(state.sessions().values())) {
			if (session.node().equals(node)) {
				destroy(state, session.id(), index);
			}
		}
	}

	private void endUnsupported(ServerState state, String node, long index) {
		for (SessionRecord session : List.copyOf(state.sessions().values())) {
			for (String check : session.spec().checks()) {
				if (session.node().equals(node) && !Boolean.TRUE.equals(state.check(node, check))) {
					destroy(state, session.id(), index);
				}
			}
		}
	}

}
