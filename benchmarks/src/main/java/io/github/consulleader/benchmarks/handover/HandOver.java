package io.github.consulleader.benchmarks.handover;

import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.Pair;
import io.github.consulleader.benchmarks.contest.Kind;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;

/**
 * The worker is asked to give up the role: how long until the other is told that it is
 * its own. All contestants take turns in blocks, so that they share the machine's moods.
 */
public final class HandOver implements Measurement {

	static final String WHAT = "asked to stop -> other granted";

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
	public void measure(Arena arena, Chapter chapter) throws Exception {
		List<Kind> kinds = arena.wanted(Kind.FLOOR, Kind.OURS, Kind.OURS_WITHDRAW, Kind.SPRING_JDBC, Kind.CURATOR);
		for (int block = 0; block < BLOCKS; block++) {
			for (Kind kind : kinds) {
				try (Pair pair = new Pair(arena, kind)) {
					pair.handOver(arena.rounds(10, 2), chapter.series(kind.title(), Pair.COLD, "ms"));
					pair.handOver(arena.rounds(50, 4), chapter.series(kind.title(), WHAT, "ms"));
				}
			}
		}
		judge(kinds, chapter);
	}

	private static void judge(List<Kind> kinds, Chapter chapter) {
		double floor = median(Kind.FLOOR, chapter);
		double ours = median(Kind.OURS, chapter);
		chapter.verdict("p50 at most %s x floor".formatted(MarkdownChapter.number(MOST_TIMES_FLOOR)),
				MarkdownChapter.number(ours / floor) + " x", ours <= MOST_TIMES_FLOOR * floor);
		for (Kind peer : kinds.subList(kinds.indexOf(Kind.OURS_WITHDRAW) + 1, kinds.size())) {
			double its = median(peer, chapter);
			chapter.verdict("p50 less than " + peer.title(), MarkdownChapter.number(its / ours) + " x ours",
					ours < its);
		}
	}

	private static double median(Kind kind, Chapter chapter) {
		return chapter.statistics(kind.title(), WHAT).orElseThrow().median();
	}

}
