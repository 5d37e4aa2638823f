package io.github.consulleader.spring.election;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Role;

/**
 * What of an election is needed to take part in a role.
 */
@FunctionalInterface
public interface ElectionPort {

	/**
	 * Takes part in a role.
	 * @param role the role, not joined before
	 * @param listener told of grant and revoke
	 * @return the handle on the role
	 */
	Leadership join(Role role, LeadershipListener listener);

	/**
	 * Where no election is held, nobody is worker.
	 * @return a port whose roles are never granted
	 */
	static ElectionPort off() {
		return (role, listener) -> new OffLeadership(role);
	}

}
