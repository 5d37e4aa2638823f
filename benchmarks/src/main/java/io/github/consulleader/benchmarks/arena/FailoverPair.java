package io.github.consulleader.benchmarks.arena;

import java.util.concurrent.Callable;

import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import org.jspecify.annotations.Nullable;

/**
 * An election of two: the worker dies, the other takes over and is the worker of the next
 * round. Several can be under way side by side. Used by one thread.
 */
final class FailoverPair {

	private final Arena.Contest contest;

	private int place;

	private @Nullable Jvm worker;

	private @Nullable Jvm other;

	private long workerChild;

	private long killed;

	FailoverPair(Arena arena, ContestantKind kind) {
		this.contest = arena.contest(kind);
	}

	boolean hasWorker() {
		return this.worker != null;
	}

	/** Starts a process that does not take part yet, where there is such a thing. */
	Callable<Jvm> starting() {
		ContestantSpec spec = this.contest.spec(this.place++);
		return () -> Jvm.opened(spec);
	}

	/** Takes a process in; it takes part from now on. */
	void join(Jvm started) {
		if (this.worker == null) {
			this.worker = started;
		}
		else {
			this.other = started;
		}
		started.send("campaign");
	}

	/** Waits until those that joined take part as well as they ever will. */
	void awaitJoined() {
		if (this.other != null) {
			this.other.await(Event.DONE);
		}
		else {
			Jvm first = must(this.worker);
			this.workerChild = (long) first.await(Event.GRANTED).value();
			first.await(Event.DONE);
		}
	}

	void kill() {
		this.killed = must(this.worker).kill();
	}

	/** Returns how long it took until the other was granted the role. */
	double awaitSeconds() {
		Jvm next = must(this.other);
		Event granted = next.await(Event.GRANTED);
		must(this.worker).close();
		endChild();
		this.worker = next;
		this.workerChild = (long) granted.value();
		this.other = null;
		return granted.millisSince(this.killed) / 1000;
	}

	/** What {@code consul lock} ran has outlived it. */
	private void endChild() {
		if (this.workerChild > 0) {
			ProcessHandle.of(this.workerChild).ifPresent(ProcessHandle::destroyForcibly);
			this.workerChild = 0;
		}
	}

	void end() {
		if (this.other != null) {
			this.other.kill();
			this.other.close();
			this.other = null;
		}
		if (this.worker != null) {
			this.worker.kill();
			this.worker.close();
			this.worker = null;
		}
		endChild();
	}

	private static Jvm must(@Nullable Jvm jvm) {
		if (jvm == null) {
			throw new IllegalStateException("It was not started");
		}
		return jvm;
	}

}
