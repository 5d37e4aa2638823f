package io.github.consulleader.session;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Ticker;

/** An event loop whose time passes by hand. */
final class HandLoop implements EventLoop, Ticker {

	private final PriorityQueue<Task> tasks = new PriorityQueue<>(
			Comparator.comparingLong(Task::due).thenComparingLong(Task::sequence));

	private long now;

	private long sequence;

	@Override
	public void execute(Runnable task) {
		schedule(Duration.ZERO, task);
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		Task added = new Task(this.now + Math.max(0, delay.toNanos()), this.sequence++, task);
		this.tasks.add(added);
		return () -> this.tasks.remove(added);
	}

	void pass(Duration time) {
		long end = this.now + time.toNanos();
		while (!this.tasks.isEmpty() && this.tasks.peek().due() <= end) {
			Task next = this.tasks.remove();
			this.now = Math.max(this.now, next.due());
			next.action().run();
		}
		this.now = end;
	}

	@Override
	public Ticker ticker() {
		return this;
	}

	@Override
	public long monotonicNanos() {
		return this.now;
	}

	@Override
	public long wallMillis() {
		return this.now / 1_000_000;
	}

	private record Task(long due, long sequence, Runnable action) {
	}

}
