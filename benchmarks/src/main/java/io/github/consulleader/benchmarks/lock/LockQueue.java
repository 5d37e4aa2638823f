package io.github.consulleader.benchmarks.lock;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;
import io.github.consulleader.load.Census;
import org.jspecify.annotations.Nullable;

/**
 * Many sessions wait for one lock, which goes from one to the next: what a hand-off costs
 * the cluster. Within a process threads queue without Consul, so each has a registry of
 * its own here.
 */
public final class LockQueue implements Measurement {

	private static final int FEW = 2;

	private static final int MANY = 50;

	private static final int PROCESSES = 5;

	private static final String WRITES = "Raft writes per hand-off, %d waiting";

	private static final String TIME = "asked to unlock -> another has it, %d waiting";

	/** Release and acquire, and some who lose the race: not one for each that waits. */
	private static final double MOST_WRITES = 6;

	@Override
	public String name() {
		return "lockqueue";
	}

	@Override
	public String title() {
		return "ConsulLockRegistry: a queue of 50 before one lock";
	}

	@Override
	public int takesSeconds() {
		return 120;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		for (int i = 0; i < arena.rounds(3, 1); i++) {
			arena.attempt(FEW + " waiting", () -> measure(arena, FEW, chapter));
			arena.attempt(MANY + " waiting", () -> measure(arena, MANY, chapter));
		}
		chapter.judge(ContestantKind.OURS_LOCK.title(), WRITES.formatted(MANY),
				(of) -> chapter.verdict(
						"50 waiting: O(1) Raft writes per hand-off, here at most %s"
							.formatted(MarkdownChapter.number(MOST_WRITES)),
						MarkdownChapter.number(of.max()), of.max() <= MOST_WRITES));
	}

	private static void measure(Arena arena, int waiting, Chapter chapter) throws InterruptedException {
		ContestantKind kind = ContestantKind.OURS_LOCK;
		Arena.Contest contest = arena.contest(kind);
		List<Jvm> all = new ArrayList<>();
		try {
			all.add(Jvm.campaigning(contest.spec(0)));
			all.get(0).await(Event.GRANTED);
			int processes = Math.min(PROCESSES, waiting);
			for (int i = 0; i < processes; i++) {
				all.add(Jvm.campaigning(contest.spec(i + 1).withCopies(waiting / processes)));
			}
			arena.pause(3000, 3000);
			arena.consul().settledIndex();
			Jvm holder = all.get(0);
			int rounds = arena.rounds(40, 10);
			long before = Census.raftIndex(arena.consul().uri(0));
			for (int i = 0; i < rounds; i++) {
				mustBeQuiet(all);
				Event asked = holder.perform("stand-down");
				Jvm from = holder;
				Granted next = awaitGrant(arena, all);
				holder = next.to();
				chapter.series(kind.title(), TIME.formatted(waiting), "ms")
					.add(next.event().millisSince(asked.nanos()));
				from.perform("campaign");
				arena.pause(100, 300);
			}
			double writes = (double) (Census.raftIndex(arena.consul().uri(0)) - before);
			chapter.series(kind.title(), WRITES.formatted(waiting), "").add(writes / rounds);
		}
		finally {
			all.forEach(Jvm::close);
		}
	}

	/**
	 * Where a holder lost the lock, something else is measured than what is asked for.
	 */
	private static void mustBeQuiet(List<Jvm> all) {
		for (Jvm jvm : all) {
			if (jvm.poll(Event.GRANTED) != null) {
				throw new IllegalStateException(
						jvm.name() + " was granted the lock though nobody passed it on: is this machine too busy?");
			}
		}
	}

	private static Granted awaitGrant(Arena arena, List<Jvm> all) throws InterruptedException {
		while (true) {
			for (Jvm jvm : all) {
				@Nullable Event event = jvm.poll(Event.GRANTED);
				if (event != null) {
					return new Granted(jvm, event);
				}
			}
			arena.pause(1, 1);
		}
	}

	private record Granted(Jvm to, Event event) {
	}

}
