package io.github.consulleader.benchmarks.web;

import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.Kind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;
import io.github.consulleader.benchmarks.report.Series;

/** SIGTERM of a Spring Boot web application that is worker, as a deployment sends it. */
public final class WebShutdown implements Measurement {

	private static final String WHAT = "SIGTERM -> other granted";

	private static final double MOST_MILLIS = 15;

	private static final int PHASES = 1000;

	@Override
	public String name() {
		return "sigterm";
	}

	@Override
	public String title() {
		return "Shutdown: SIGTERM of the Spring Boot web application that is worker";
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		List<Kind> kinds = arena.wanted(Kind.OURS, Kind.SPRING_JDBC, Kind.CURATOR, Kind.CONSUL_LOCK);
		for (Kind kind : kinds) {
			measure(arena, kind, chapter.series(kind.title(), WHAT, "ms"));
		}
		chapter.note("`consul lock` is no web application: its own process gets the signal.");
		double ours = chapter.statistics(Kind.OURS.title(), WHAT).orElseThrow().median();
		chapter.verdict("p50 at most %s ms".formatted(MarkdownChapter.number(MOST_MILLIS)),
				MarkdownChapter.number(ours) + " ms", ours <= MOST_MILLIS);
		for (Kind peer : arena.wanted(Kind.SPRING_JDBC, Kind.CURATOR)) {
			double its = chapter.statistics(peer.title(), WHAT).orElseThrow().median();
			chapter.verdict("p50 less than " + peer.title(), MarkdownChapter.number(its) + " ms there", ours < its);
		}
	}

	private static void measure(Arena arena, Kind kind, Series millis) throws InterruptedException {
		Arena.Contest contest = arena.contest(kind);
		int place = 0;
		Jvm worker = WebProcess.start(contest.spot(place++));
		worker.await(Event.GRANTED);
		try {
			for (int i = 0; i < arena.rounds(30, 3); i++) {
				try (Jvm ending = worker) {
					worker = WebProcess.start(contest.spot(place++));
					arena.pause(kind.settledAfterMillis() + 500, kind.settledAfterMillis() + 500 + PHASES);
					long asked = ending.terminate();
					millis.add(worker.await(Event.GRANTED).millisSince(asked));
					ending.awaitEnd();
				}
			}
		}
		finally {
			worker.terminate();
			worker.awaitEnd();
		}
	}

}
