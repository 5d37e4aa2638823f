package io.github.consulleader.benchmarks.death;

import java.util.List;
import java.util.Locale;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.ParallelKills;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.Series;

/** SIGKILL of the worker: how long until the other is granted the role. */
public final class SuddenDeath implements Measurement {

	static final String WHAT = "process death: SIGKILL -> other granted";

	private static final double DEFAULT_MEDIAN = 4.7;

	private static final double FAST_BOUND = 1.6;

	/** So many elections side by side. */
	private static final int WIDTH = 10;

	@Override
	public String name() {
		return "sigkill";
	}

	@Override
	public String title() {
		return "Sudden death: SIGKILL of the worker";
	}

	@Override
	public int takesSeconds() {
		return 300;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		for (ContestantKind kind : List.of(ContestantKind.OURS, ContestantKind.OURS_FAST)) {
			arena.attempt(kind.title(), () -> volleys(arena, chapter, arena.rounds(3, 1), kind));
		}
		for (ContestantKind kind : arena.wanted(ContestantKind.SPRING_JDBC, ContestantKind.SHEDLOCK)) {
			arena.attempt(kind.title(), () -> volleys(arena, chapter, 1, kind));
		}
		List<ContestantKind> slow = arena.wanted(ContestantKind.OURS_STEADY, ContestantKind.CURATOR,
				ContestantKind.CONSUL_LOCK);
		arena.attempt("steady and the slow peers",
				() -> volleys(arena, chapter, 1, slow.toArray(ContestantKind[]::new)));
		chapter.judge(ContestantKind.OURS.title(), WHAT, (of) -> {
			double bound = seconds(ContestantKind.OURS);
			chapter.verdict("each at most check-ttl + lock-delay + 0.25 s (%s)".formatted(text(bound)),
					"at most " + text(of.max()), of.max() <= bound);
			chapter.verdict("p50 at most " + text(DEFAULT_MEDIAN), text(of.median()), of.median() <= DEFAULT_MEDIAN);
		});
		chapter.judge(ContestantKind.OURS_FAST.title(), WHAT, (of) -> chapter
			.verdict("fast: each at most " + text(FAST_BOUND), "at most " + text(of.max()), of.max() <= FAST_BOUND));
		chapter.judge(ContestantKind.OURS_STEADY.title(), WHAT,
				(of) -> chapter.verdict("steady: each at most " + text(seconds(ContestantKind.OURS_STEADY)),
						"at most " + text(of.max()), of.max() <= seconds(ContestantKind.OURS_STEADY)));
		chapter.note(("Up to %d elections of two wait side by side; nothing is started between the first SIGKILL"
				+ " and the last grant.")
			.formatted(2 * WIDTH));
		chapter.note("ShedLock frees a job `lockAtMostFor` (10 s) after its run began, whenever the process died;"
				+ " here each is killed some seconds into its run, and the job is due every 100 ms.");
	}

	private static void volleys(Arena arena, Chapter chapter, int volleys, ContestantKind... kinds)
			throws InterruptedException {
		try (ParallelKills volley = new ParallelKills(arena)) {
			for (ContestantKind kind : kinds) {
				Series series = chapter.series(kind.title(), WHAT, "s");
				if (!kind.isPeer()) {
					series.within(seconds(kind));
				}
				volley.add(kind, arena.rounds(width(kind), 2), series::add);
			}
			for (int i = 0; i < volleys; i++) {
				volley.fire();
			}
		}
	}

	/** Peers with long time-outs vary little. */
	private static int width(ContestantKind kind) {
		return (kind == ContestantKind.CURATOR || kind == ContestantKind.CONSUL_LOCK) ? WIDTH / 2 : WIDTH;
	}

	private static double seconds(ContestantKind kind) {
		return kind.timings().bounds(true).processDeath().toMillis() / 1000.0;
	}

	private static String text(double value) {
		return String.format(Locale.ROOT, "%.2f s", value);
	}

}
