package io.github.consulleader.benchmarks.units;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.backend.ConsulBackend;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;

/** Writes to the Raft log, by what happens to a process with one role. */
final class WriteCost {

	private static final String WHO = "Raft writes";

	/** Longer than one lock-delay, which a newcomer looks on for. */
	private static final int SETTLED = 2500;

	/** Consul removes what has been critical for a minute, and looks every 30 s. */
	private static final int REAPED = 100_000;

	private long before;

	void measure(Arena arena, Chapter chapter) throws InterruptedException {
		int rounds = arena.rounds(3, 1);
		for (int i = 0; i < rounds; i++) {
			Arena.Contest contest = arena.contest(ContestantKind.OURS);
			ConsulBackend consul = arena.consul();
			this.before = consul.settledIndex();
			try (Jvm first = Jvm.campaigning(contest.spec(0))) {
				first.await(Event.GRANTED);
				count(arena, chapter, "first process joins, role is new");
				try (Jvm second = Jvm.campaigning(contest.spec(1))) {
					count(arena, chapter, "slumberer joins");
					first.perform("stand-down");
					second.await(Event.GRANTED);
					count(arena, chapter, "worker stops, the other takes over");
					try (Jvm third = Jvm.campaigning(contest.spec(2))) {
						count(arena, chapter, "slumberer joins");
						second.kill();
						third.await(Event.GRANTED);
						count(arena, chapter, "SIGKILL of the worker, the other takes over");
						if (i == rounds - 1) {
							arena.pause(REAPED, REAPED);
							count(arena, chapter, "its remains are removed");
						}
						third.perform("close");
						count(arena, chapter, "last worker leaves");
					}
				}
			}
		}
	}

	private void count(Arena arena, Chapter chapter, String what) throws InterruptedException {
		arena.pause(SETTLED, SETTLED);
		long now = arena.consul().settledIndex();
		chapter.series(WHO, what, "").add((double) (now - this.before));
		this.before = now;
	}

}
