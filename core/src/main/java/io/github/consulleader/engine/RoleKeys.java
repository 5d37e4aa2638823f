package io.github.consulleader.engine;

import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Role;

/**
 * Where everything about roles is kept in Consul.
 */
final class RoleKeys {

	/** Flags of Go's {@code api.Lock}: tells its users that a lock's key is one. */
	static final long LOCK_FLAGS = 0x2ddccbc058a50c18L;

	private static final String LOCK = "/lock";

	private static final String TERM = "/term";

	private final String base;

	RoleKeys(Candidate candidate) {
		this.base = candidate.prefix() + "/" + candidate.scope() + "/";
	}

	String roles() {
		return this.base + "roles/";
	}

	String lock(Role role) {
		return roles() + role.name() + LOCK;
	}

	String term(Role role) {
		return roles() + role.name() + TERM;
	}

	String candidates() {
		return this.base + "candidates/";
	}

	/**
	 * Named after the session, never after the instance: lock-delay would block its
	 * restarted namesake.
	 */
	String candidate(String session) {
		return candidates() + session;
	}

}
