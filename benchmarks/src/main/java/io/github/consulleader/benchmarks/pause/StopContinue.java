package io.github.consulleader.benchmarks.pause;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.process.BeliefInterval;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;

/**
 * SIGSTOP of the worker until the other has the role, then SIGCONT: for how long both
 * believe, by the answers that each process writes down as fast as it can ask.
 */
public final class StopContinue implements Measurement {

	private static final String OVERLAP = "both believe";

	private static final String STALE = "SIGCONT -> the old one's last true";

	/** For a process that wakes up to notice. */
	private static final int AFTERWARDS = 1500;

	@Override
	public String name() {
		return "sigstop";
	}

	@Override
	public String title() {
		return "Pause: SIGSTOP of the worker until the other is granted the role, then SIGCONT";
	}

	@Override
	public int takesSeconds() {
		return 240;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		for (ContestantKind kind : arena.wanted(ContestantKind.OURS, ContestantKind.OURS_FAST,
				ContestantKind.SPRING_JDBC, ContestantKind.CURATOR)) {
			arena.attempt(kind.title(), () -> measure(arena, kind, chapter));
		}
		for (ContestantKind kind : List.of(ContestantKind.OURS, ContestantKind.OURS_FAST)) {
			chapter.judge(kind.title(), OVERLAP, (of) -> chapter.verdict(kind.title() + ": 0 ms in each round",
					MarkdownChapter.number(of.max()) + " ms at most", of.max() == 0));
		}
	}

	private static void measure(Arena arena, ContestantKind kind, Chapter chapter) throws Exception {
		Path folder = Files.createTempDirectory("beliefs");
		Arena.Contest contest = arena.contest(kind);
		int rounds = (kind == ContestantKind.OURS || kind == ContestantKind.OURS_FAST) ? arena.rounds(10, 2)
				: arena.rounds(2, 1);
		try (Jvm one = Jvm.campaigning(contest.spec(0))) {
			one.await(Event.GRANTED);
			try (Jvm other = Jvm.campaigning(contest.spec(1))) {
				for (Jvm jvm : List.of(one, other)) {
					jvm.perform("believe " + folder.resolve(jvm.name()));
				}
				for (int i = 0; i < rounds; i++) {
					arena.pause(kind.settledAfterMillis() + 500, kind.settledAfterMillis() + 1500);
					// On a busy machine the role may have changed hands by itself.
					boolean turned = latest(folder, other) > latest(folder, one);
					measure(arena, turned ? other : one, turned ? one : other, folder, chapter, kind);
				}
			}
		}
		finally {
			remove(folder);
		}
	}

	private static void measure(Arena arena, Jvm worker, Jvm waiting, Path folder, Chapter chapter, ContestantKind kind)
			throws Exception {
		waiting.forget(Event.GRANTED);
		long stopped = worker.signal("STOP");
		waiting.await(Event.GRANTED);
		arena.pause(500, 1500);
		long resumed = worker.signal("CONT");
		arena.pause(AFTERWARDS, AFTERWARDS);
		List<BeliefInterval> old = since(stopped, BeliefInterval.read(folder.resolve(worker.name())));
		List<BeliefInterval> young = since(stopped, BeliefInterval.read(folder.resolve(waiting.name())));
		if (young.isEmpty()) {
			throw new IllegalStateException("Granted, but it never said so: this would show nothing");
		}
		double overlap = old.stream()
			.flatMapToDouble((one) -> young.stream().mapToDouble(one::overlapMillis))
			.filter((millis) -> millis > 0)
			.sum();
		double stale = old.stream().mapToDouble((one) -> (one.last() - resumed) / 1e6).max().orElse(0);
		chapter.series(kind.title(), OVERLAP, "ms").add(overlap);
		chapter.series(kind.title(), STALE, "ms").add(Math.max(0, stale));
	}

	private static List<BeliefInterval> since(long stamp, List<BeliefInterval> beliefs) {
		return beliefs.stream().filter((belief) -> belief.last() > stamp).toList();
	}

	private static long latest(Path folder, Jvm jvm) throws IOException {
		return BeliefInterval.read(folder.resolve(jvm.name()))
			.stream()
			.mapToLong(BeliefInterval::last)
			.max()
			.orElse(Long.MIN_VALUE);
	}

	private static void remove(Path folder) throws IOException {
		try (var files = Files.list(folder)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		Files.delete(folder);
	}

}
