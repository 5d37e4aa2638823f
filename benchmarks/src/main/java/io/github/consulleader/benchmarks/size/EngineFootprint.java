package io.github.consulleader.benchmarks.size;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;

/**
 * What the engine takes of a process with one role and with a thousand: heap that is
 * reachable after full collections, threads, connections.
 */
public final class EngineFootprint implements Measurement {

	private static final int MANY = 1000;

	private static final String AT_REST = "threads at rest with ";

	private static final String AFTER_GRANT = "threads 1 s after the grant with ";

	private static final double MOST_MEGABYTES = 3;

	private static final double MOST_KILOBYTES_EACH = 2;

	/** By then, idle threads of callbacks have ended: they wait for 10 s. */
	private static final int REST_MILLIS = 15_000;

	/** Copies of the engine in one process, to tell it from what a first use loads. */
	private static final int ENGINES = 11;

	private static final int MORE_CONNECTIONS = 5;

	private static final int MORE_THREADS = 10;

	@Override
	public String name() {
		return "footprint";
	}

	@Override
	public String title() {
		return "Footprint of the engine: heap, threads, connections";
	}

	@Override
	public int takesSeconds() {
		return 110;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		for (int i = 0; i < arena.rounds(3, 1); i++) {
			List<Taken> taken = taken(arena);
			Taken one = taken.get(0);
			Taken many = taken.get(1);
			Taken engines = taken.get(2);
			add(chapter, "heap for one role", "MB", one.heap() / 1e6);
			add(chapter, "heap for each further role", "KB", (many.heap() - one.heap()) / 1e3 / (MANY - 1));
			add(chapter, "heap for each further engine with one role", "MB",
					(engines.heap() - one.heap()) / 1e6 / (ENGINES - 1));
			add(chapter, AFTER_GRANT + "one role", "", one.threadsAfterGrant());
			add(chapter, AFTER_GRANT + "1,000 roles", "", many.threadsAfterGrant());
			add(chapter, AT_REST + "one role", "", one.threads());
			add(chapter, AT_REST + "1,000 roles", "", many.threads());
			add(chapter, "most connections with one role", "", one.connections());
			add(chapter, "most connections with 1,000 roles", "", many.connections());
		}
		most(chapter, "heap for one role", MOST_MEGABYTES, "MB");
		most(chapter, "heap for each further role", MOST_KILOBYTES_EACH, "KB");
		more(chapter, AT_REST, MORE_THREADS);
		more(chapter, AFTER_GRANT, MORE_THREADS);
		more(chapter, "most connections with ", MORE_CONNECTIONS);
		chapter.note("The first engine of a process also loads what Java needs for its first HTTP request.");
	}

	/** The three shapes side by side: they share nothing but the machine. */
	private static List<Taken> taken(Arena arena) throws InterruptedException {
		List<Subject> subjects = new ArrayList<>();
		try {
			subjects.add(new Subject(arena, 1, 1));
			subjects.add(new Subject(arena, 1, MANY));
			subjects.add(new Subject(arena, ENGINES, 1));
			for (Subject subject : subjects) {
				subject.campaign(arena);
			}
			arena.pause(REST_MILLIS, REST_MILLIS);
			return subjects.stream().map(Subject::taken).toList();
		}
		finally {
			subjects.forEach(Subject::close);
		}
	}

	private static void add(Chapter chapter, String what, String unit, double value) {
		chapter.series(ContestantKind.OURS.title(), what, unit).add(value);
	}

	private static void most(Chapter chapter, String what, double bound, String unit) {
		double seen = chapter.statistics(ContestantKind.OURS.title(), what).orElseThrow().max();
		chapter.verdict("%s at most %s %s".formatted(what, MarkdownChapter.number(bound), unit),
				MarkdownChapter.number(seen) + " " + unit, seen <= bound);
	}

	private static void more(Chapter chapter, String what, int bound) {
		double more = chapter.statistics(ContestantKind.OURS.title(), what + "1,000 roles").orElseThrow().max()
				- chapter.statistics(ContestantKind.OURS.title(), what + "one role").orElseThrow().min();
		chapter.verdict("%s1,000 roles: at most %d more than with one".formatted(what, bound),
				MarkdownChapter.number(more), more <= bound);
	}

	/** What was taken, less what the empty process takes. */
	record Taken(double heap, double threadsAfterGrant, double threads, double connections) {
	}

}
