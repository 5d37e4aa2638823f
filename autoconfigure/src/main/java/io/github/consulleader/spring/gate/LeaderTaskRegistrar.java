package io.github.consulleader.spring.gate;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.OneTimeTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.Task;

/**
 * Registers tasks as its superclass does, but lets the time of leader-only ones that have
 * a period or a delay count from the beginning of each term. Tasks wrap what they run, so
 * each is known by being registered just after its run was made, on the same thread.
 */
@SuppressWarnings("ThreadLocalUsage") // each registrar has its own
final class LeaderTaskRegistrar extends ScheduledTaskRegistrar {

	private final ThreadLocal<@Nullable GatedRun> made = ThreadLocal.withInitial(() -> null);

	private final ThreadLocal<@Nullable GatedRun> scheduling = ThreadLocal.withInitial(() -> null);

	/** Of tasks that wait for their scheduler. */
	private final Map<Task, GatedRun> known = Collections.synchronizedMap(new IdentityHashMap<>());

	/** What was made for the next task. */
	void made(@Nullable GatedRun run) {
		this.made.set(run);
	}

	@Override
	public void setTaskScheduler(TaskScheduler taskScheduler) {
		super.setTaskScheduler(new TermScheduler(taskScheduler, this::withTerms));
	}

	@Override
	public void setScheduler(@Nullable Object scheduler) {
		if (scheduler instanceof TaskScheduler taskScheduler) {
			setTaskScheduler(taskScheduler);
		}
		else if (scheduler instanceof ScheduledExecutorService executor) {
			setTaskScheduler(new ConcurrentTaskScheduler(executor));
		}
		else {
			super.setScheduler(scheduler);
		}
	}

	private @Nullable ScheduledFuture<?> withTerms(Supplier<ScheduledFuture<?>> schedule) {
		GatedRun run = this.scheduling.get();
		return (run != null) ? run.withTerms(schedule) : null;
	}

	@Override
	public @Nullable ScheduledTask scheduleCronTask(CronTask task) {
		this.made.remove();
		return super.scheduleCronTask(task);
	}

	@Override
	public @Nullable ScheduledTask scheduleFixedRateTask(FixedRateTask task) {
		return scheduled(task, () -> super.scheduleFixedRateTask(task));
	}

	@Override
	public @Nullable ScheduledTask scheduleFixedDelayTask(FixedDelayTask task) {
		return scheduled(task, () -> super.scheduleFixedDelayTask(task));
	}

	@Override
	public @Nullable ScheduledTask scheduleOneTimeTask(OneTimeTask task) {
		return scheduled(task, () -> {
			GatedRun run = this.scheduling.get();
			if (run != null) {
				run.once();
			}
			return super.scheduleOneTimeTask(task);
		});
	}

	private @Nullable ScheduledTask scheduled(Task task, Supplier<@Nullable ScheduledTask> body) {
		GatedRun fresh = this.made.get();
		this.made.remove();
		GatedRun run = (fresh != null) ? fresh : this.known.remove(task);
		if (run != null && getScheduler() == null) {
			this.known.put(task, run);
		}
		this.scheduling.set(run);
		try {
			return body.get();
		}
		finally {
			this.scheduling.remove();
		}
	}

}
