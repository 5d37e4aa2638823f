package io.github.consulleader.spring.election;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Role;

/**
 * What of an election is needed to take part in a role.
 */
@FunctionalInterface
public interface RoleRegistrar {

	/**
	 * Takes part in a role.
	 * @param role the role, not joined before
	 * @param listener notified of grant and revoke
	 * @return the handle on the role
	 */
	Leadership join(Role role, LeadershipListener listener);

	/**
	 * Where no election is held, nobody is worker.
	 * @param why what turned it off, for people
	 * @return a port whose roles are never granted
	 */
	static RoleRegistrar off(String why) {
		return (role, listener) -> new OffLeadership(role, why);
	}

}
