package io.github.consulleader.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An event loop that is driven by hand, on clocks that are set by hand: nothing runs but
 * within {@link #run()} and {@link #advance}.
 */
public final class HandLoop implements EventLoop {

	/** So many turns at one instant are no coincidence. */
	private static final int SPINNING = 1000;

	private final HandTicker ticker;

	private final List<Task> tasks = new ArrayList<>();

	/** Starts with nothing to do, near the overflow of the monotonic clock. */
	public HandLoop() {
		this(new HandTicker(Long.MAX_VALUE - Duration.ofMillis(1500).toNanos()));
	}

	public HandLoop(HandTicker ticker) {
		this.ticker = ticker;
	}

	@Override
	public void execute(Runnable task) {
		schedule(Duration.ZERO, task);
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		Task added = new Task(this.ticker.monotonicNanos() + Math.max(0, delay.toNanos()), task);
		this.tasks.add(added);
		return () -> this.tasks.remove(added);
	}

	@Override
	public HandTicker ticker() {
		return this.ticker;
	}

	/** Runs what is due, and what that leads to. */
	public void run() {
		int turns = 0;
		for (Optional<Task> next = next(); next.filter((task) -> left(task) <= 0).isPresent(); next = next()) {
			if (++turns > SPINNING) {
				throw new AssertionError("the loop spins");
			}
			this.tasks.remove(next.get());
			next.get().action().run();
		}
	}

	/** Runs what becomes due within a time, each when it is. */
	public void advance(Duration by) {
		run();
		long rest = by.toNanos();
		for (Optional<Task> next = next(); next.isPresent() && left(next.get()) <= rest; next = next()) {
			long step = left(next.get());
			rest -= step;
			this.ticker.advance(Duration.ofNanos(step));
			run();
		}
		this.ticker.advance(Duration.ofNanos(rest));
	}

	/** How many tasks wait. */
	public int waiting() {
		return this.tasks.size();
	}

	private long left(Task task) {
		return task.due() - this.ticker.monotonicNanos();
	}

	private Optional<Task> next() {
		return this.tasks.stream().min(Comparator.comparingLong(this::left));
	}

	/** Identity counts: two tasks may well be alike. */
	private static final class Task {

		private final long due;

		private final Runnable action;

		private Task(long due, Runnable action) {
			this.due = due;
			this.action = action;
		}

		private long due() {
			return this.due;
		}

		private Runnable action() {
			return this.action;
		}

	}

}
