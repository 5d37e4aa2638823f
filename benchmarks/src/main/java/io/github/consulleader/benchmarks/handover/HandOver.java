package io.github.consulleader.benchmarks.handover;

import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.RoundRobin;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;

/**
 * The worker is asked to give up the role: how long until the other is told that it is
 * its own.
 */
public final class HandOver implements Measurement {

	static final String WHAT = "asked to stop -> other granted";

	/** Faster than any candidate of ours could look for a lock-delay. */
	private static final String TURNS = WHAT + ", turns 0.6 to 1.6 s apart";

	private static final int LEAST = 600;

	private static final int MOST = 1600;

	private static final int BLOCKS = 3;

	private static final double MOST_TIMES_FLOOR = 2;

	@Override
	public String name() {
		return "handover";
	}

	@Override
	public String title() {
		return "Hand-over: the worker gives the role up, the other is granted it";
	}

	@Override
	public int takesSeconds() {
		return 650;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		List<ContestantKind> kinds = arena.wanted(ContestantKind.FLOOR, ContestantKind.OURS,
				ContestantKind.OURS_WITHDRAW, ContestantKind.SPRING_JDBC, ContestantKind.CURATOR);
		RoundRobin roundRobin = new RoundRobin(arena, chapter, WHAT);
		for (int block = 0; block < arena.rounds(BLOCKS, 1); block++) {
			roundRobin.block(kinds, arena.rounds(10, 2), arena.rounds(30, 4));
		}
		RoundRobin quick = new RoundRobin(arena, chapter, TURNS);
		for (int block = 0; block < arena.rounds(BLOCKS, 1); block++) {
			quick.turns(kinds, arena.rounds(15, 6), LEAST, MOST);
		}
		chapter.judge(ContestantKind.OURS.title(), WHAT, (of) -> judge(of.median(), WHAT, kinds, chapter));
		chapter.judge(ContestantKind.OURS.title(), TURNS, (of) -> judge(of.median(), TURNS, kinds, chapter));
		chapter.note("All pass on in turn: before each hand-over both have waited for the same time, 2.2 to 2.75 s"
				+ " by chance, and nobody else's was under way. Those 0.6 to 1.6 s apart are each pair's own, in turn.");
	}

	private static void judge(double ours, String what, List<ContestantKind> kinds, Chapter chapter) {
		String when = what.substring(WHAT.length());
		chapter.judge(ContestantKind.FLOOR.title(), what,
				(floor) -> chapter.verdict(
						"p50 at most %s x floor".formatted(MarkdownChapter.number(MOST_TIMES_FLOOR)) + when,
						MarkdownChapter.number(ours / floor.median()) + " x",
						ours <= MOST_TIMES_FLOOR * floor.median()));
		kinds.stream()
			.filter(ContestantKind::isPeer)
			.forEach((peer) -> chapter.judge(peer.title(), what,
					(its) -> chapter.verdict("p50 less than " + peer.title() + when,
							"theirs is %s x ours".formatted(MarkdownChapter.number(its.median() / ours)),
							ours < its.median())));
	}

}
