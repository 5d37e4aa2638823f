package io.github.consulleader.benchmarks.arena;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Series;

/** Two processes that pass a role to and fro. */
public final class Pair implements AutoCloseable {

	/** The first hand-overs, before the JVM has compiled what they run. */
	public static final String COLD = "the first ones of a process";

	private final ContestantKind kind;

	private Jvm worker;

	private Jvm other;

	/** When both were last at rest. */
	private long rested;

	/**
	 * Starts them.
	 * @param arena where
	 * @param kind both of the same kind
	 */
	public Pair(Arena arena, ContestantKind kind) throws InterruptedException {
		this.kind = kind;
		Arena.Contest contest = arena.contest(kind);
		List<Jvm> both = Starter.all(List.of(() -> Jvm.opened(contest.spec(0)), () -> Jvm.opened(contest.spec(1))));
		this.worker = both.get(0);
		this.other = both.get(1);
		this.worker.perform("campaign");
		this.worker.await(Event.GRANTED);
		this.other.perform("campaign");
		this.rested = System.nanoTime();
	}

	/**
	 * Says who they are.
	 * @return of which kind both are
	 */
	public ContestantKind kind() {
		return this.kind;
	}

	/**
	 * For how long nothing has happened to them.
	 * @return milliseconds
	 */
	int restedMillis() {
		return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.rested);
	}

	/**
	 * Passes the role on once.
	 * @param millis gets the time from one's being asked to the other's grant
	 */
	void handOver(Series millis) {
		Event asked = this.worker.perform("stand-down");
		Event granted = this.other.await(Event.GRANTED);
		millis.add(granted.millisSince(asked.nanos()));
		Jvm next = this.other;
		this.other = this.worker;
		this.worker = next;
		this.other.perform("campaign");
		this.rested = System.nanoTime();
	}

	@Override
	public void close() {
		Starter.end(List.of(this.worker, this.other));
	}

}
