package io.github.consulleader.session;

import io.github.consulleader.consul.SessionSpec.Behavior;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;

/**
 * What a process wants its session to be.
 *
 * @param purpose {@code roles} or {@code mutex}, part of the session's name
 * @param candidate who the process is; the check hangs on a service named
 * {@code leader-<scope>}
 * @param nonce a random part made at each start, of service id, check id and session
 * name: with the same ids a process that restarts within check-ttl would keep its dead
 * predecessor's session alive
 * @param timings the durations
 * @param gossipCheck whether the session hangs on {@code serfHealth} too
 * @param behavior what becomes of the keys that the session holds when it ends
 */
public record SessionPlan(String purpose, Candidate candidate, String nonce, Timings timings, boolean gossipCheck,
		Behavior behavior) {

	/**
	 * A session that takes its keys with it.
	 * @param purpose {@code roles} or {@code mutex}
	 * @param candidate who the process is
	 * @param nonce a random part
	 * @param timings the durations
	 * @param gossipCheck whether the session hangs on {@code serfHealth} too
	 */
	public SessionPlan(String purpose, Candidate candidate, String nonce, Timings timings, boolean gossipCheck) {
		this(purpose, candidate, nonce, timings, gossipCheck, Behavior.DELETE);
	}

	/**
	 * Returns the same plan with another behaviour.
	 * @param other what becomes of the keys
	 * @return the plan
	 */
	public SessionPlan with(Behavior other) {
		return new SessionPlan(this.purpose, this.candidate, this.nonce, this.timings, this.gossipCheck, other);
	}

}
