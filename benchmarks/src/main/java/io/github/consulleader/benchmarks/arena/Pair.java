package io.github.consulleader.benchmarks.arena;

import io.github.consulleader.benchmarks.contest.Kind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Series;

/** Two processes that pass a role to and fro. */
public final class Pair implements AutoCloseable {

	/** The first hand-overs, before the JVM has compiled what they run. */
	public static final String COLD = "the first ones of a process";

	/** Longer than a heartbeat of any contestant that has one. */
	private static final int PHASES = 550;

	private final Arena arena;

	private final int settled;

	private Jvm worker;

	private Jvm other;

	/**
	 * Starts them.
	 * @param arena where
	 * @param kind both of the same kind
	 */
	public Pair(Arena arena, Kind kind) {
		this.arena = arena;
		this.settled = kind.settledAfterMillis();
		Arena.Contest contest = arena.contest(kind);
		this.worker = Jvm.campaigning(contest.spot(0));
		this.worker.await(Event.GRANTED);
		this.other = Jvm.campaigning(contest.spot(1));
	}

	/**
	 * Passes the role on again and again.
	 * @param rounds how often
	 * @param millis gets the time from one's being asked to the other's grant
	 */
	public void handOver(int rounds, Series millis) throws InterruptedException {
		for (int i = 0; i < rounds; i++) {
			this.arena.pause(this.settled, this.settled + PHASES);
			Event asked = this.worker.perform("stand-down");
			Event granted = this.other.await(Event.GRANTED);
			millis.add(granted.millisSince(asked.nanos()));
			swap();
			this.other.perform("campaign");
		}
	}

	private void swap() {
		Jvm next = this.other;
		this.other = this.worker;
		this.worker = next;
	}

	@Override
	public void close() {
		this.worker.close();
		this.other.close();
	}

}
