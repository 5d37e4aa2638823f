package io.github.consulleader.benchmarks.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;

import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.process.Jvm;

/**
 * Elections of two side by side, whose workers are killed one shortly after the other:
 * most of a take-over is waiting, which many can do at once. Nothing is started between
 * the first SIGKILL and the last grant.
 */
public final class ParallelKills implements AutoCloseable {

	/** So that take-overs do not fall on each other. */
	private static final int LEAST_GAP = 100;

	private static final int MOST_GAP = 500;

	/** For JVMs to become quiet after their start. */
	private static final int QUIET_MILLIS = 800;

	private final Arena arena;

	private final List<FailoverPair> duels = new ArrayList<>();

	private final List<DoubleConsumer> seconds = new ArrayList<>();

	private int settled;

	/**
	 * Begins without any.
	 * @param arena where
	 */
	public ParallelKills(Arena arena) {
		this.arena = arena;
	}

	/**
	 * Adds elections; nothing is started yet.
	 * @param kind who takes part
	 * @param width how many side by side
	 * @param seconds gets the times from SIGKILL to the other's grant
	 * @return this
	 */
	public ParallelKills add(ContestantKind kind, int width, DoubleConsumer seconds) {
		for (int i = 0; i < width; i++) {
			this.duels.add(new FailoverPair(this.arena, kind));
			this.seconds.add(seconds);
		}
		this.settled = Math.max(this.settled, kind.settledAfterMillis());
		return this;
	}

	/** Kills the worker of each, and leaves all with another. */
	public void fire() throws InterruptedException {
		List<Callable<Jvm>> starts = new ArrayList<>();
		List<FailoverPair> fresh = this.duels.stream().filter((duel) -> !duel.hasWorker()).toList();
		fresh.forEach((duel) -> starts.add(duel.starting()));
		this.duels.forEach((duel) -> starts.add(duel.starting()));
		List<Jvm> started = Starter.all(starts);
		for (int i = 0; i < fresh.size(); i++) {
			fresh.get(i).join(started.get(i));
		}
		fresh.forEach(FailoverPair::awaitJoined);
		for (int i = 0; i < this.duels.size(); i++) {
			this.duels.get(i).join(started.get(fresh.size() + i));
		}
		this.duels.forEach(FailoverPair::awaitJoined);
		this.arena.pause(this.settled + QUIET_MILLIS, this.settled + QUIET_MILLIS);
		for (FailoverPair duel : this.duels) {
			this.arena.pause(LEAST_GAP, MOST_GAP);
			duel.kill();
		}
		for (int i = 0; i < this.duels.size(); i++) {
			this.seconds.get(i).accept(this.duels.get(i).awaitSeconds());
		}
	}

	@Override
	public void close() {
		this.duels.forEach(FailoverPair::end);
	}

}
