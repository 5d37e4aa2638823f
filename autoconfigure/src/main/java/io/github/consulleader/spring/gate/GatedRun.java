package io.github.consulleader.spring.gate;

import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.consulleader.spring.election.Gate;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * A run that is left out while this process is not the worker. Looks like the run behind
 * it, because the choice of a scheduler and the endpoint of scheduled tasks read that.
 */
final class GatedRun implements SchedulingAwareRunnable {

	private final Runnable job;

	private final Gate gate;

	private final Consumer<TermTask> terms;

	private volatile boolean once;

	private volatile boolean begun;

	/**
	 * Makes the run.
	 * @param job what to run
	 * @param gates makes the gate that it is run through
	 * @param terms takes what is to be scheduled with each term
	 */
	GatedRun(Runnable job, Function<Runnable, Gate> gates, Consumer<TermTask> terms) {
		this.job = job;
		this.terms = terms;
		this.gate = gates.apply(this::runInside);
	}

	private void runInside() {
		this.begun = true;
		this.job.run();
	}

	@Override
	public void run() {
		this.gate.run();
	}

	/** It is to begin only once in this process. */
	void once() {
		this.once = true;
	}

	/** Schedules it with each term. */
	ScheduledFuture<?> withTerms(Supplier<ScheduledFuture<?>> schedule) {
		TermTask task = new TermTask(schedule, () -> this.once && this.begun);
		this.terms.accept(task);
		return task;
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
