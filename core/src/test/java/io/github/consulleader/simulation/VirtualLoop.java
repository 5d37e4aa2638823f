package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.Consumer;

import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * An event loop on virtual time. Its own tasks keep their order; between tasks anything
 * else in the simulation may happen, at the same instant too.
 */
public final class VirtualLoop implements EventLoop {

	private final PriorityQueue<Task> tasks = new PriorityQueue<>();

	private final VirtualTime time;

	private final VirtualClock clock;

	private final Consumer<Throwable> onError;

	private VirtualTime.@Nullable Event wake;

	private long sequence;

	private boolean frozen;

	private boolean closed;

	VirtualLoop(VirtualTime time, VirtualClock clock, Consumer<Throwable> onError) {
		this.time = time;
		this.clock = clock;
		this.onError = onError;
		clock.onChange(this::arm);
	}

	@Override
	public void execute(Runnable task) {
		schedule(Duration.ZERO, task);
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		if (this.closed) {
			return () -> {
			};
		}
		Task added = new Task(this.clock.age() + Math.max(0, delay.toNanos()), this.sequence++, task);
		this.tasks.add(added);
		if (this.tasks.peek() == added) {
			arm();
		}
		return () -> added.action = null;
	}

	@Override
	public Ticker ticker() {
		return this.clock;
	}

	/** Stops or continues: while frozen no task runs, but time goes on. */
	void freeze(boolean value) {
		this.frozen = value;
		arm();
	}

	/** Drops everything that waits and takes nothing more, as when a process dies. */
	void close() {
		this.closed = true;
		this.tasks.clear();
		arm();
	}

	private void arm() {
		while (!this.tasks.isEmpty() && this.tasks.peek().action == null) {
			this.tasks.remove();
		}
		VirtualTime.Event armed = this.wake;
		if (this.tasks.isEmpty() || this.frozen || this.closed || this.clock.isSuspended()) {
			if (armed != null) {
				armed.cancel();
				this.wake = null;
			}
			return;
		}
		long moment = Math.max(this.time.now(), this.clock.trueTimeAtAge(this.tasks.peek().due));
		if (armed != null) {
			if (armed.moment() == moment) {
				return;
			}
			armed.cancel();
		}
		this.wake = this.time.at(moment, this::runNext);
	}

	private void runNext() {
		this.wake = null;
		Task task = this.tasks.poll();
		if (task != null && task.action != null) {
			try {
				task.action.run();
			}
			catch (Exception | AssertionError ex) {
				this.onError.accept(ex);
			}
		}
		arm();
	}

	/** A task and when it is due by the age of the loop's own clock. */
	private static final class Task implements Comparable<Task> {

		private final long due;

		private final long sequence;

		private @Nullable Runnable action;

		private Task(long due, long sequence, Runnable action) {
			this.due = due;
			this.sequence = sequence;
			this.action = action;
		}

		@Override
		public int compareTo(Task other) {
			int order = Long.compare(this.due, other.due);
			return (order != 0) ? order : Long.compare(this.sequence, other.sequence);
		}

	}

}
