package io.github.consulleader.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The servers' log: what is written is applied later, in order. What was in flight when
 * the leader is lost may still be applied by the next one.
 */
final class RaftLog {

	private final Deque<Pending> pending = new ArrayDeque<>();

	private final VirtualTime time;

	private final Faults faults;

	private long index = 10;

	private long stalledUntil;

	private boolean stopped;

	RaftLog(VirtualTime time, Faults faults) {
		this.time = time;
		this.faults = faults;
	}

	long index() {
		return this.index;
	}

	/**
	 * Appends an entry.
	 * @param apply run with the entry's index when it is applied
	 * @param doubtful run instead or before, when the leader is lost meanwhile
	 */
	void append(LongConsumer apply, Runnable doubtful) {
		Pending last = this.pending.peekLast();
		long ready = Math.max(this.stalledUntil, this.time.now() + this.faults.commit());
		Pending entry = new Pending(apply, doubtful, (last != null) ? Math.max(last.ready, ready) : ready);
		this.pending.add(entry);
		if (last == null && !this.stopped) {
			this.time.at(entry.ready, this::drain);
		}
	}

	/** Nothing that comes from now on is applied before some time has passed. */
	void stall(long nanos) {
		this.stalledUntil = this.time.now() + nanos;
	}

	/**
	 * The leader is lost: some of what is in flight stays in the log, the rest is gone.
	 */
	void stop() {
		this.stopped = true;
		List<Pending> inFlight = new ArrayList<>(this.pending);
		int kept = this.faults.dice().upTo(inFlight.size() + 1);
		this.pending.clear();
		this.pending.addAll(inFlight.subList(0, kept));
		inFlight.forEach((entry) -> entry.doubtful.run());
	}

	/** Another leader: what stayed in the log is applied first of all. */
	void resume() {
		this.stopped = false;
		drain();
	}

	private void drain() {
		while (!this.stopped && !this.pending.isEmpty()) {
			Pending head = this.pending.element();
			if (head.ready > this.time.now()) {
				this.time.at(head.ready, this::drain);
				return;
			}
			this.pending.remove();
			this.index++;
			head.apply.accept(this.index);
		}
	}

	private record Pending(LongConsumer apply, Runnable doubtful, long ready) {
	}

}
