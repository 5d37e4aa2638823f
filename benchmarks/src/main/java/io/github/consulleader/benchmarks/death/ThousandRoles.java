package io.github.consulleader.benchmarks.death;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;
import io.github.consulleader.benchmarks.report.Series;

/** SIGKILL of a process that is worker of a thousand roles. */
public final class ThousandRoles implements Measurement {

	private static final int ROLES = 1000;

	private static final String WHAT = "SIGKILL -> the last of 1,000 roles granted";

	@Override
	public String name() {
		return "roles";
	}

	@Override
	public String title() {
		return "Sudden death of the worker of 1,000 roles";
	}

	@Override
	public int takesSeconds() {
		return 120;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		ContestantKind kind = ContestantKind.OURS;
		Series seconds = chapter.series(kind.title(), WHAT, "s");
		Series writes = chapter.series(kind.title(), "Raft writes of the take-over", "");
		for (int i = 0; i < arena.rounds(5, 1); i++) {
			arena.attempt("a take-over", () -> measure(arena, kind, seconds, writes));
		}
		double bound = kind.timings().worstCaseTakeOver().toMillis() / 1000.0 + 1;
		chapter.judge(kind.title(), WHAT,
				(of) -> chapter.verdict("all within bound + 1 s (%s s)".formatted(MarkdownChapter.number(bound)),
						"at most " + MarkdownChapter.number(of.max()) + " s", of.max() <= bound));
	}

	private static void measure(Arena arena, ContestantKind kind, Series seconds, Series writes)
			throws InterruptedException {
		Arena.Contest contest = arena.contest(kind);
		try (Jvm worker = Jvm.campaigning(contest.spec(0).withRoles(ROLES))) {
			worker.await(Event.GRANTED);
			try (Jvm other = Jvm.campaigning(contest.spec(1).withRoles(ROLES))) {
				arena.pause(3000, 4000);
				long before = arena.consul().settledIndex();
				long killed = worker.kill();
				seconds.add(other.await(Event.GRANTED).millisSince(killed) / 1000);
				writes.add((double) (arena.consul().settledIndex() - before));
			}
		}
	}

}
