package io.github.consulleader.benchmarks.pause;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.Kind;
import io.github.consulleader.benchmarks.process.Belief;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;
import io.github.consulleader.benchmarks.report.Statistics;

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
	public void measure(Arena arena, Chapter chapter) throws Exception {
		for (Kind kind : arena.wanted(Kind.OURS, Kind.OURS_FAST, Kind.SPRING_JDBC, Kind.CURATOR)) {
			measure(arena, kind, chapter);
		}
		for (Kind kind : List.of(Kind.OURS, Kind.OURS_FAST)) {
			Statistics overlap = chapter.statistics(kind.title(), OVERLAP).orElseThrow();
			chapter.verdict(kind.title() + ": 0 ms in each round",
					MarkdownChapter.number(overlap.max()) + " ms at most", overlap.max() == 0);
		}
	}

	private static void measure(Arena arena, Kind kind, Chapter chapter) throws Exception {
		Path folder = Files.createTempDirectory("beliefs");
		Arena.Contest contest = arena.contest(kind);
		int rounds = (kind == Kind.OURS || kind == Kind.OURS_FAST) ? arena.rounds(20, 2) : arena.rounds(3, 1);
		try (Jvm one = Jvm.campaigning(contest.spot(0))) {
			one.await(Event.GRANTED);
			try (Jvm other = Jvm.campaigning(contest.spot(1))) {
				Jvm worker = one;
				Jvm waiting = other;
				for (Jvm jvm : List.of(one, other)) {
					jvm.perform("believe " + folder.resolve(jvm.name()));
				}
				for (int i = 0; i < rounds; i++) {
					arena.pause(kind.settledAfterMillis() + 500, kind.settledAfterMillis() + 1500);
					worker.signal("STOP");
					waiting.await(Event.GRANTED);
					arena.pause(500, 1500);
					long resumed = worker.signal("CONT");
					arena.pause(AFTERWARDS, AFTERWARDS);
					List<Belief> old = Belief.read(folder.resolve(worker.name()));
					List<Belief> young = Belief.read(folder.resolve(waiting.name()));
					Belief granted = young.get(young.size() - 1);
					chapter.series(kind.title(), OVERLAP, "ms").add(overlap(old, granted));
					chapter.series(kind.title(), STALE, "ms").add(stale(old, resumed));
					Jvm next = waiting;
					waiting = worker;
					worker = next;
				}
			}
		}
		finally {
			remove(folder);
		}
	}

	private static double overlap(List<Belief> old, Belief young) {
		return old.stream().mapToDouble(young::overlapMillis).filter((millis) -> millis > 0).sum();
	}

	/** How long it went on believing what had begun before it stood still. */
	private static double stale(List<Belief> old, long resumed) {
		return old.stream()
			.filter((belief) -> belief.first() < resumed && belief.last() > resumed)
			.mapToDouble((belief) -> (belief.last() - resumed) / 1e6)
			.sum();
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
