package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Role;
import io.github.consulleader.spring.election.RoleRegistrar;
import org.jspecify.annotations.Nullable;

/**
 * Joins roles in an election. A mocked one hands out nothing, and nobody is worker then.
 *
 * @param election the election
 */
record JoinedElection(LeaderElection election) implements RoleRegistrar {

	@Override
	public Leadership join(Role role, LeadershipListener listener) {
		@Nullable Leadership joined = this.election.join(role, listener);
		return (joined != null) ? joined
				: RoleRegistrar.off("the LeaderElection bean hands out no leadership").join(role, listener);
	}

}
