package io.github.consulleader.spring.gate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A task that is scheduled anew whenever a term begins, and is not scheduled between
 * terms. Looks like one future all the time. Guarded by {@link TermTasks}, but for what
 * others may ask.
 */
final class TermTask extends CompletableFuture<Object> implements ScheduledFuture<Object> {

	private final Supplier<ScheduledFuture<?>> schedule;

	private final BooleanSupplier over;

	private volatile @Nullable ScheduledFuture<?> scheduled;

	/**
	 * Not scheduled yet.
	 * @param schedule schedules it, counted from now
	 * @param over whether it is not to be scheduled again
	 */
	TermTask(Supplier<ScheduledFuture<?>> schedule, BooleanSupplier over) {
		this.schedule = schedule;
		this.over = over;
	}

	void begin() {
		if (!isCancelled() && !this.over.getAsBoolean()) {
			this.scheduled = this.schedule.get();
		}
	}

	/** A run that has begun goes on: that is its gate's matter. */
	void end() {
		ScheduledFuture<?> now = this.scheduled;
		this.scheduled = null;
		if (now != null) {
			now.cancel(false);
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		ScheduledFuture<?> now = this.scheduled;
		if (now != null) {
			now.cancel(mayInterruptIfRunning);
		}
		return super.cancel(mayInterruptIfRunning);
	}

	/** Nothing while no term lasts. */
	@Override
	public long getDelay(TimeUnit unit) {
		ScheduledFuture<?> now = this.scheduled;
		return (now != null) ? now.getDelay(unit) : 0;
	}

	@Override
	public int compareTo(Delayed other) {
		return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
	}

}
