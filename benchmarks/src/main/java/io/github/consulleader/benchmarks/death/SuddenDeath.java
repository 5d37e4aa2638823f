package io.github.consulleader.benchmarks.death;

import java.util.Locale;
import java.util.Optional;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.Kind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.Series;
import io.github.consulleader.benchmarks.report.Statistics;

/** SIGKILL of the worker: how long until the other is granted the role. */
public final class SuddenDeath implements Measurement {

	static final String WHAT = "SIGKILL -> other granted";

	private static final double DEFAULT_MEDIAN = 4.7;

	private static final double FAST_BOUND = 1.6;

	/** At what phase of its own periods a process dies must be left to chance. */
	private static final int PHASES = 1500;

	@Override
	public String name() {
		return "sigkill";
	}

	@Override
	public String title() {
		return "Sudden death: SIGKILL of the worker";
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		for (Kind kind : arena.wanted(Kind.OURS, Kind.OURS_FAST, Kind.SPRING_JDBC, Kind.CURATOR, Kind.CONSUL_LOCK)) {
			measure(arena, kind, chapter.series(kind.title(), WHAT, "s"));
		}
		double bound = Kind.OURS.timings().worstCaseTakeOver().toMillis() / 1000.0;
		chapter.statistics(Kind.OURS.title(), WHAT).ifPresent((of) -> {
			most(chapter, "each at most check-ttl + lock-delay + 0.25 s", bound, of);
			chapter.verdict("p50 at most %s s".formatted(DEFAULT_MEDIAN), seconds(of.median()),
					of.median() <= DEFAULT_MEDIAN);
		});
		Optional<Statistics> fast = chapter.statistics(Kind.OURS_FAST.title(), WHAT);
		fast.ifPresent((of) -> most(chapter, "fast: each", FAST_BOUND, of));
	}

	private static void measure(Arena arena, Kind kind, Series seconds) throws InterruptedException {
		Arena.Contest contest = arena.contest(kind);
		int place = 0;
		Jvm worker = Jvm.campaigning(contest.spot(place++));
		long pid = (long) worker.await(Event.GRANTED).value();
		try {
			for (int i = 0; i < rounds(arena, kind); i++) {
				try (Jvm dying = worker) {
					worker = Jvm.campaigning(contest.spot(place++));
					arena.pause(kind.settledAfterMillis() + 500, kind.settledAfterMillis() + 500 + PHASES);
					long killed = dying.kill();
					Event granted = worker.await(Event.GRANTED);
					seconds.add(granted.millisSince(killed) / 1000);
					end(pid);
					pid = (long) granted.value();
				}
			}
		}
		finally {
			worker.close();
			end(pid);
		}
	}

	/** Peers with long time-outs vary little and would take hours. */
	private static int rounds(Arena arena, Kind kind) {
		return switch (kind) {
			case OURS, OURS_FAST -> arena.rounds(30, 3);
			case SPRING_JDBC -> arena.rounds(10, 1);
			default -> arena.rounds(5, 1);
		};
	}

	/** What {@code consul lock} ran has outlived it. */
	private static void end(long pid) {
		if (pid > 0) {
			ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
		}
	}

	private static void most(Chapter chapter, String target, double bound, Statistics seen) {
		chapter.verdict("%s (%s)".formatted(target, seconds(bound)), "at most " + seconds(seen.max()),
				seen.max() <= bound);
	}

	private static String seconds(double value) {
		return String.format(Locale.ROOT, "%.2f s", value);
	}

}
