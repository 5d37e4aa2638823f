package io.github.consulleader.benchmarks.lock;

import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.RoundRobin;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
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

	/** Until the JVM has compiled what they run; 10,000 more are not counted. */
	private static final String COLD = ", the first 1,000 of a process";

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
	public int takesSeconds() {
		return 190;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		arena.attempt(UNCONTENDED, () -> uncontended(arena, chapter));
		List<ContestantKind> kinds = arena.wanted(ContestantKind.FLOOR, ContestantKind.OURS_LOCK,
				ContestantKind.SPRING_JDBC_LOCK, ContestantKind.CURATOR_MUTEX);
		RoundRobin roundRobin = new RoundRobin(arena, chapter, PASSED);
		for (int block = 0; block < arena.rounds(BLOCKS, 1); block++) {
			roundRobin.block(kinds, arena.rounds(20, 3), arena.rounds(40, 6));
		}
		atMost(chapter, UNCONTENDED, RAW, MOST_TIMES_RAW);
		atMost(chapter, PASSED, PASSED, MOST_TIMES_FLOOR);
	}

	private static void uncontended(Arena arena, Chapter chapter) {
		ContestantSpec spec = arena.contest(ContestantKind.OURS_LOCK).spec(0);
		String ours = ContestantKind.OURS_LOCK.title();
		String floor = ContestantKind.FLOOR.title();
		try (Jvm jvm = Jvm.start(spec.instance(), LockProcess.class.getName(), List.of(), spec.arguments())) {
			int cold = arena.rounds(1000, 50);
			jvm.perform(Integer.toString(cold));
			collect(jvm, LockProcess.OURS, cold, chapter.series(ours, UNCONTENDED + COLD, "ms"));
			collect(jvm, LockProcess.RAW, cold, chapter.series(floor, RAW + COLD, "ms"));
			jvm.perform(Integer.toString(arena.rounds(10_000, 100)));
			jvm.forget(LockProcess.HELD);
			jvm.forget(LockProcess.OURS);
			jvm.forget(LockProcess.RAW);
			int rounds = arena.rounds(3000, 200);
			jvm.perform(Integer.toString(rounds));
			collect(jvm, LockProcess.HELD, rounds, chapter.series(ours, "lock alone, uncontended", "ms"));
			collect(jvm, LockProcess.OURS, rounds, chapter.series(ours, UNCONTENDED, "ms"));
			collect(jvm, LockProcess.RAW, rounds, chapter.series(floor, RAW, "ms"));
		}
	}

	private static void collect(Jvm jvm, String kind, int rounds, Series millis) {
		for (int i = 0; i < rounds; i++) {
			millis.add(jvm.await(kind).value());
		}
	}

	private static void atMost(Chapter chapter, String what, String than, double times) {
		chapter.judge(ContestantKind.OURS_LOCK.title(), what,
				(ours) -> chapter.judge(ContestantKind.FLOOR.title(), than,
						(floor) -> chapter.verdict(
								"%s: p50 at most %s x %s".formatted(what, MarkdownChapter.number(times),
										than.equals(what) ? "floor" : than),
								MarkdownChapter.number(ours.median() / floor.median()) + " x",
								ours.median() <= times * floor.median())));
	}

}
