package io.github.consulleader.spring.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/**
 * A scheduler for which leader-only tasks with a period or a delay begin with each term.
 *
 * @param target schedules
 * @param terms schedules with each term what is to be scheduled now, or returns
 * {@code null} if that is no such task
 */
record TermScheduler(TaskScheduler target,
		Function<Supplier<ScheduledFuture<?>>, @Nullable ScheduledFuture<?>> terms) implements TaskScheduler {

	private ScheduledFuture<?> schedule(Supplier<ScheduledFuture<?>> schedule) {
		ScheduledFuture<?> withTerms = this.terms.apply(schedule);
		return (withTerms != null) ? withTerms : schedule.get();
	}

	/** What most schedulers refuse is refused when it is scheduled, and not on grant. */
	private ScheduledFuture<?> schedule(Duration period, Supplier<ScheduledFuture<?>> schedule) {
		return (period.isZero() || period.isNegative()) ? schedule.get() : schedule(schedule);
	}

	private Supplier<Instant> again(Instant start) {
		Duration delay = Duration.between(getClock().instant(), start);
		return () -> delay.isNegative() ? getClock().instant() : getClock().instant().plus(delay);
	}

	@Override
	public Clock getClock() {
		return this.target.getClock();
	}

	@Override
	public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		return this.target.schedule(task, trigger);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		Supplier<Instant> start = again(startTime);
		return schedule(() -> this.target.schedule(task, start.get()));
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		Supplier<Instant> start = again(startTime);
		return schedule(period, () -> this.target.scheduleAtFixedRate(task, start.get(), period));
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return schedule(period, () -> this.target.scheduleAtFixedRate(task, period));
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		Supplier<Instant> start = again(startTime);
		return schedule(delay, () -> this.target.scheduleWithFixedDelay(task, start.get(), delay));
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return schedule(delay, () -> this.target.scheduleWithFixedDelay(task, delay));
	}

}
