package io.github.consulleader.spring.gate;

import io.github.consulleader.role.Role;
import io.github.consulleader.spring.election.JoinedRoles;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * A run that is left out while this process is not the worker. Looks like the run behind
 * it, because the choice of a scheduler and the endpoint of scheduled tasks read that.
 *
 * @param roles where the role was joined
 * @param role the role
 * @param job what to run
 */
record GatedRun(JoinedRoles roles, Role role, Runnable job) implements SchedulingAwareRunnable {

	@Override
	public void run() {
		this.roles.runIfLeader(this.role, this.job);
	}

	@Override
	public @Nullable String getQualifier() {
		return (this.job instanceof SchedulingAwareRunnable aware) ? aware.getQualifier() : null;
	}

	@Override
	public String toString() {
		return this.job.toString();
	}

}
