package io.github.consulleader.benchmarks.gate;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;
import io.github.consulleader.benchmarks.report.Series;
import io.github.consulleader.benchmarks.report.Statistics;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code isLeader()} and the gate of a {@code @Scheduled} method; ShedLock's lock. */
public final class GateCost implements Measurement {

	private static final String CLOCKS = "the two clock reads";

	private static final double MOST_NANOS = 60;

	private static final double MOST_NANOS_PROXIED = 100;

	private static final double MOST_BYTES_PROXIED = 100;

	/**
	 * The profiler counts all threads: the engine's own work is spread over the calls.
	 */
	private static final double NO_BYTES = 0.5;

	@Override
	public String name() {
		return "gate";
	}

	@Override
	public String title() {
		return "Asking: isLeader(), the gate of a @Scheduled method, ShedLock's guard";
	}

	@Override
	public int takesSeconds() {
		return 420;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		arena.attempt("JMH", () -> run(arena).forEach((result) -> tell(result, chapter)));
		for (String what : List.of("isLeader", "runIfLeader", "scheduledGate")) {
			judge(what, MOST_NANOS, NO_BYTES, chapter);
		}
		judge("proxiedMethod", MOST_NANOS_PROXIED, MOST_BYTES_PROXIED, chapter);
		if (!arena.wanted(ContestantKind.SPRING_JDBC).isEmpty()) {
			arena.attempt("ShedLock",
					() -> shedLock(arena, chapter.series(ContestantKind.SHEDLOCK.title(), "one guarded run", "ms")));
		}
		chapter.note("A figure of JMH is the mean of one iteration of a second; n counts iterations.");
		chapter
			.note("`proxiedMethod` is the gate and the call of a bean behind a class proxy with one advice that does nothing; "
					+ "`proxy` is that call alone. `scheduledProxied` is the whole run that Spring's scheduler makes of it, "
					+ "`scheduledProxiedUngated` that of a method that is not `@LeaderOnly`.");
	}

	private static Collection<RunResult> run(Arena arena) throws RunnerException {
		return new Runner(new OptionsBuilder().include(GateBenchmark.class.getName())
			.include(ClockBenchmark.class.getName() + ".bothClocks")
			.param("consul", arena.consul().address(0))
			.addProfiler(GCProfiler.class)
			.forks(arena.rounds(3, 1))
			.warmupIterations(arena.rounds(3, 1))
			.measurementIterations(arena.rounds(6, 2))
			.warmupTime(TimeValue.seconds(1))
			.measurementTime(TimeValue.seconds(1))
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.build()).run();
	}

	private static void tell(RunResult result, Chapter chapter) {
		String label = result.getPrimaryResult().getLabel();
		boolean clocks = label.equals("bothClocks");
		String who = clocks ? ContestantKind.FLOOR.title() : ContestantKind.OURS.title();
		String what = clocks ? CLOCKS : label;
		for (BenchmarkResult fork : result.getBenchmarkResults()) {
			for (IterationResult iteration : fork.getIterationResults()) {
				chapter.series(who, what, "ns").add(iteration.getPrimaryResult().getScore());
				chapter.series(who, allocated(what), "B").add(bytes(iteration));
			}
		}
	}

	/** JMH divides only what is not nothing. */
	private static double bytes(IterationResult iteration) {
		Result<?> each = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
		Result<?> all = iteration.getSecondaryResults().get("gc.alloc.rate");
		if (each == null && Objects.requireNonNull(all).getScore() != 0) {
			throw new IllegalStateException("It is not known what was allocated for each call, of " + all);
		}
		return (each != null) ? each.getScore() : 0;
	}

	private static String allocated(String what) {
		return what + " allocates";
	}

	private static void judge(String what, double mostNanos, double mostBytes, Chapter chapter) {
		double clocks = chapter.statistics(ContestantKind.FLOOR.title(), CLOCKS)
			.map(Statistics::median)
			.orElse(Double.NaN);
		chapter.judge(ContestantKind.OURS.title(), what, (time) -> chapter.verdict(
				"%s: p50 at most %s ns".formatted(what, MarkdownChapter.number(mostNanos)), "%s ns, the clocks %s ns"
					.formatted(MarkdownChapter.number(time.median()), MarkdownChapter.number(clocks)),
				time.median() <= mostNanos));
		String limit = (mostBytes < 1) ? "no allocation" : "at most " + MarkdownChapter.number(mostBytes) + " B";
		chapter.judge(ContestantKind.OURS.title(), allocated(what), (bytes) -> chapter.verdict(what + ": " + limit,
				MarkdownChapter.number(bytes.median()) + " B", bytes.median() <= mostBytes));
	}

	private static void shedLock(Arena arena, Series millis) {
		ContestantSpec spec = arena.contest(ContestantKind.SHEDLOCK).spec(0);
		try (Jvm jvm = Jvm.start(spec.instance(), ShedLockProcess.class.getName(), List.of(), spec.arguments())) {
			jvm.perform(Integer.toString(arena.rounds(1000, 100)));
			jvm.forget(ShedLockProcess.GUARDED);
			int rounds = arena.rounds(3000, 200);
			jvm.perform(Integer.toString(rounds));
			for (int i = 0; i < rounds; i++) {
				millis.add(jvm.await(ShedLockProcess.GUARDED).value());
			}
		}
	}

}
