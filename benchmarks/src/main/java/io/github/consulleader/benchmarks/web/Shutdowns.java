package io.github.consulleader.benchmarks.web;

import java.util.Objects;
import java.util.concurrent.Callable;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Series;
import org.jspecify.annotations.Nullable;

/**
 * One election between web applications: the worker is ended, the other is the worker of
 * the next round. Used by one thread.
 */
final class Shutdowns {

	private final ContestantKind kind;

	private final Arena.Contest contest;

	private int place;

	private @Nullable Jvm worker;

	private @Nullable Jvm other;

	Shutdowns(Arena arena, ContestantKind kind) {
		this.kind = kind;
		this.contest = arena.contest(kind);
	}

	ContestantKind kind() {
		return this.kind;
	}

	boolean hasWorker() {
		return this.worker != null;
	}

	Callable<Jvm> starting() {
		ContestantSpec spec = this.contest.spec(this.place++);
		return () -> (this.kind == ContestantKind.CONSUL_LOCK) ? Jvm.campaigning(spec) : WebProcess.start(spec);
	}

	void joinFirst(Jvm started) {
		this.worker = started;
		started.await(Event.GRANTED);
	}

	void join(Jvm started) {
		this.other = started;
	}

	void measure(Series millis) {
		Jvm ending = Objects.requireNonNull(this.worker);
		Jvm next = Objects.requireNonNull(this.other);
		long asked = ending.terminate();
		millis.add(next.await(Event.GRANTED).millisSince(asked));
		ending.awaitEnd();
		ending.close();
		this.worker = next;
		this.other = null;
	}

	void end() {
		// The one that waits goes first: it is not to take over.
		for (@Nullable
		Jvm jvm : new @Nullable Jvm[] { this.other, this.worker }) {
			if (jvm != null) {
				jvm.close();
			}
		}
	}

}
