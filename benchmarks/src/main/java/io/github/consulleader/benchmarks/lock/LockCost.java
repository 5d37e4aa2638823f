package io.github.consulleader.benchmarks.lock;

import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.Pair;
import io.github.consulleader.benchmarks.contest.Kind;
import io.github.consulleader.benchmarks.contest.Spot;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;
import io.github.consulleader.benchmarks.report.Series;

/**
 * Our lock registry: lock and unlock that nobody disputes beside two raw writes, and
 * passing a lock on beside the floor.
 */
public final class LockCost implements Measurement {

	private static final String UNCONTENDED = "lock + unlock, uncontended";

	private static final String RAW = "two raw writes";

	private static final String PASSED = "asked to unlock -> other has it";

	private static final double MOST_TIMES_RAW = 1.3;

	private static final double MOST_TIMES_FLOOR = 2;

	private static final int BLOCKS = 3;

	@Override
	public String name() {
		return "lock";
	}

	@Override
	public String title() {
		return "ConsulLockRegistry: uncontended, and passed on between two processes";
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		Spot spot = arena.contest(Kind.OURS_LOCK).spot(0);
		String ours = Kind.OURS_LOCK.title();
		String floor = Kind.FLOOR.title();
		try (Jvm jvm = Jvm.start(spot.instance(), LockProcess.class.getName(), List.of(), spot.arguments())) {
			jvm.perform(Integer.toString(arena.rounds(1000, 100)));
			jvm.forget(LockProcess.HELD);
			jvm.forget(LockProcess.OURS);
			jvm.forget(LockProcess.RAW);
			int rounds = arena.rounds(3000, 200);
			jvm.perform(Integer.toString(rounds));
			collect(jvm, LockProcess.HELD, rounds, chapter.series(ours, "lock alone, uncontended", "ms"));
			collect(jvm, LockProcess.OURS, rounds, chapter.series(ours, UNCONTENDED, "ms"));
			collect(jvm, LockProcess.RAW, rounds, chapter.series(floor, RAW, "ms"));
		}
		for (int block = 0; block < BLOCKS; block++) {
			for (Kind kind : List.of(Kind.FLOOR, Kind.OURS_LOCK)) {
				try (Pair pair = new Pair(arena, kind)) {
					pair.handOver(arena.rounds(50, 5), chapter.series(kind.title(), Pair.COLD, "ms"));
					pair.handOver(arena.rounds(100, 10), chapter.series(kind.title(), PASSED, "ms"));
				}
			}
		}
		atMost(chapter, UNCONTENDED, RAW, MOST_TIMES_RAW);
		atMost(chapter, PASSED, PASSED, MOST_TIMES_FLOOR);
	}

	private static void collect(Jvm jvm, String kind, int rounds, Series millis) {
		for (int i = 0; i < rounds; i++) {
			millis.add(jvm.await(kind).value());
		}
	}

	private static void atMost(Chapter chapter, String what, String than, double times) {
		double ours = chapter.statistics(Kind.OURS_LOCK.title(), what).orElseThrow().median();
		double floor = chapter.statistics(Kind.FLOOR.title(), than).orElseThrow().median();
		chapter.verdict(
				"%s: p50 at most %s x %s".formatted(what, MarkdownChapter.number(times),
						than.equals(what) ? "floor" : than),
				MarkdownChapter.number(ours / floor) + " x", ours <= times * floor);
	}

}
