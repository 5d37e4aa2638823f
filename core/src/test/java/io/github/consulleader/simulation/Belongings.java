package io.github.consulleader.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one client has made in Consul and must take away again. What came of a request
 * that it had given up runs out by itself.
 */
final class Belongings {

	private final Set<String> sessions = new HashSet<>();

	private final Set<String> checks = new HashSet<>();

	private final SimulatedAgent agent;

	private final ConsulModel model;

	Belongings(SimulatedAgent agent, ConsulModel model) {
		this.agent = agent;
		this.model = model;
	}

	void session(String id) {
		this.sessions.add(id);
	}

	/** A registration has reached the agent. */
	void check(String id, boolean givenUp) {
		if (givenUp) {
			this.checks.remove(id);
		}
		else {
			this.checks.add(id);
		}
	}

	/** What there is until now is not counted. */
	void forgive() {
		this.sessions.clear();
		this.checks.clear();
	}

	/**
	 * Sessions that the client knows of and the servers still have, and its checks at the
	 * agent.
	 */
	List<String> leftovers() {
		List<String> left = new ArrayList<>(this.sessions);
		left.removeIf((session) -> !this.model.state().sessions().containsKey(session)
				&& this.model.state().keys().get("leader/fleet/candidates/" + session) == null);
		this.checks.stream().filter(this.agent::hasCheck).forEach(left::add);
		return left;
	}

}
