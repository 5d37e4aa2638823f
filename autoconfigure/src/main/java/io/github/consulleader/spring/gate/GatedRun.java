package io.github.consulleader.spring.gate;

import io.github.consulleader.spring.election.Gate;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * A run that is left out while this process is not the worker. Looks like the run behind
 * it, because the choice of a scheduler and the endpoint of scheduled tasks read that.
 *
 * @param job what to run
 * @param gate what it is run through
 */
record GatedRun(Runnable job, Gate gate) implements SchedulingAwareRunnable {

	@Override
	public void run() {
		this.gate.run();
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
