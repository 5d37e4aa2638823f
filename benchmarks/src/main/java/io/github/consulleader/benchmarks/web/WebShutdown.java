package io.github.consulleader.benchmarks.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.Starter;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;

/** SIGTERM of a Spring Boot web application that is worker, as a deployment sends it. */
public final class WebShutdown implements Measurement {

	private static final String WHAT = "SIGTERM -> other granted";

	private static final double MOST_MILLIS = 15;

	private static final int PHASES = 550;

	/** A newcomer of ours trusts no hand-over before it has looked for a lock-delay. */
	private static final int SETTLED = ContestantKind.OURS.settledAfterMillis() + 800;

	private static final int ROUNDS = 30;

	/** Elections of each kind: the starts are what takes long. */
	private static final int SIDE_BY_SIDE = 3;

	@Override
	public String name() {
		return "sigterm";
	}

	@Override
	public String title() {
		return "Shutdown: SIGTERM of the Spring Boot web application that is worker";
	}

	@Override
	public int takesSeconds() {
		return 450;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		List<ContestantKind> kinds = arena.wanted(ContestantKind.OURS, ContestantKind.SPRING_JDBC,
				ContestantKind.CURATOR, ContestantKind.CONSUL_LOCK);
		List<Shutdowns> all = new ArrayList<>();
		try {
			for (ContestantKind kind : kinds) {
				for (int i = 0; i < arena.rounds(SIDE_BY_SIDE, 1); i++) {
					all.add(new Shutdowns(arena, kind));
				}
			}
			for (int i = 0; i < arena.rounds(ROUNDS / SIDE_BY_SIDE, 1); i++) {
				round(arena, all, chapter);
			}
		}
		finally {
			all.forEach(Shutdowns::end);
		}
		chapter.judge(ContestantKind.OURS.title(), WHAT, (of) -> judge(of.median(), kinds, chapter));
		chapter.note("`consul lock` is no web application: its own process gets the signal.");
		chapter
			.note("Each process was started some seconds before: none is warm, neither the one that ends nor the other."
					+ " All kinds take turns, one signal at a time.");
	}

	/** All start, then they are ended one after the other. */
	private static void round(Arena arena, List<Shutdowns> all, Chapter chapter) throws InterruptedException {
		List<Callable<Jvm>> starts = new ArrayList<>();
		List<Shutdowns> fresh = all.stream().filter((one) -> !one.hasWorker()).toList();
		if (!fresh.isEmpty()) {
			fresh.forEach((one) -> starts.add(one.starting()));
			List<Jvm> workers = Starter.all(starts);
			for (int i = 0; i < fresh.size(); i++) {
				fresh.get(i).joinFirst(workers.get(i));
			}
			starts.clear();
		}
		all.forEach((one) -> starts.add(one.starting()));
		List<Jvm> others = Starter.all(starts);
		for (int i = 0; i < all.size(); i++) {
			all.get(i).join(others.get(i));
		}
		arena.pause(SETTLED, SETTLED);
		for (Shutdowns one : all) {
			arena.pause(0, PHASES);
			one.measure(chapter.series(one.kind().title(), WHAT, "ms"));
		}
	}

	private static void judge(double ours, List<ContestantKind> kinds, Chapter chapter) {
		chapter.verdict("p50 at most %s ms".formatted(MarkdownChapter.number(MOST_MILLIS)),
				MarkdownChapter.number(ours) + " ms", ours <= MOST_MILLIS);
		for (ContestantKind peer : kinds.subList(1, kinds.size())) {
			if (peer != ContestantKind.CONSUL_LOCK) {
				chapter.judge(peer.title(), WHAT, (its) -> chapter.verdict("p50 less than " + peer.title(),
						MarkdownChapter.number(its.median()) + " ms there", ours < its.median()));
			}
		}
	}

}
