package io.github.consulleader.benchmarks.idle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.backend.ConsulBackend;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;
import io.github.consulleader.benchmarks.report.Statistics;
import io.github.consulleader.load.Census;
import io.github.consulleader.load.Relay;

/**
 * A worker and a slumberer to whom nothing happens, each behind a relay that counts its
 * requests.
 */
public final class IdleCost implements Measurement {

	static final String WORKER = "worker, requests";

	static final String SLUMBERER = "slumberer, requests";

	private static final String ALL = "all that are on Consul";

	private static final String WRITES = "Raft writes";

	private static final int FLEET = 100;

	private static final int MINUTE = 60_000;

	@Override
	public String name() {
		return "idle";
	}

	@Override
	public String title() {
		return "Idle: requests and Raft writes while nothing happens";
	}

	@Override
	public int takesSeconds() {
		return 250;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		arena.attempt("side by side", () -> sideBySide(arena, chapter));
		arena.attempt("fleet", () -> fleet(arena, chapter));
		String ours = ContestantKind.OURS.title();
		chapter.judge(ours, WORKER, (of) -> most(chapter, 3.6, of, "worker"));
		chapter.judge(ours, SLUMBERER, (of) -> most(chapter, 1.6, of, "slumberer"));
		chapter.judge(ALL, WRITES,
				(of) -> chapter.verdict("no Raft write", MarkdownChapter.number(of.max()) + "/s", of.max() == 0));
	}

	/** All kinds at once: nobody has anything to do, and each is counted by itself. */
	private static void sideBySide(Arena arena, Chapter chapter) throws Exception {
		List<Idlers> all = new ArrayList<>();
		try {
			for (ContestantKind kind : arena.wanted(ContestantKind.OURS, ContestantKind.OURS_FAST,
					ContestantKind.OURS_STEADY, ContestantKind.CONSUL_LOCK, ContestantKind.SPRING_JDBC,
					ContestantKind.CURATOR)) {
				arena.attempt(kind.title(), () -> all.add(new Idlers(arena, kind)));
			}
			arena.pause(5000, 5000);
			observe(arena, chapter, all, MINUTE / 2);
			all.forEach(Idlers::joinSlumberer);
			arena.pause(5000, 5000);
			for (int i = 0; i < arena.rounds(2, 1); i++) {
				Map<String, Long> applied = arena.consul().applied();
				long before = arena.consul().settledIndex();
				double seconds = observe(arena, chapter, all, MINUTE);
				long writes = Census.raftIndex(arena.consul().uri(0)) - before;
				chapter.series(ALL, WRITES, "1/s").add(writes / seconds);
				if (writes != 0) {
					chapter.note("Written while all were idle: " + ConsulBackend.more(applied, arena.consul().applied())
							+ ".");
				}
			}
			all.forEach((idlers) -> idlers.tellOf(chapter));
			all.forEach(Idlers::leave);
		}
		finally {
			all.forEach(Idlers::close);
		}
	}

	private static double observe(Arena arena, Chapter chapter, List<Idlers> all, int full)
			throws InterruptedException {
		int millis = arena.rounds(full, full / 6);
		all.forEach(Idlers::begin);
		long begun = System.nanoTime();
		arena.pause(millis, millis);
		double seconds = (System.nanoTime() - begun) / 1e9;
		for (Idlers idlers : all) {
			idlers.add(chapter, seconds);
		}
		return seconds;
	}

	/** One worker and many slumberers, all in two processes and behind one relay. */
	private static void fleet(Arena arena, Chapter chapter) throws InterruptedException {
		ConsulBackend consul = arena.consul();
		Arena.Contest contest = arena.contest(ContestantKind.OURS);
		int millis = arena.rounds(MINUTE, MINUTE / 6);
		try (Relay relay = new Relay(consul.uri(0));
				Jvm worker = Jvm.campaigning(Idlers.through(contest.spec(0), relay))) {
			worker.await(Event.GRANTED);
			try (Jvm slumberers = Jvm.campaigning(Idlers.through(contest.spec(1), relay).withCopies(FLEET - 1))) {
				// A hundred engines that start in one JVM keep its compiler busy for a
				// while.
				arena.pause(10_000, 10_000);
				long before = consul.settledIndex();
				relay.forget();
				long begun = System.nanoTime();
				arena.pause(millis, millis);
				double seconds = (System.nanoTime() - begun) / 1e9;
				chapter.series(ContestantKind.OURS.title(), "fleet of 100, requests", "1/s")
					.add(relay.requests() / seconds);
				chapter.series(ContestantKind.OURS.title(), "fleet of 100, connections", "").add(relay.open());
				double writes = (double) (Census.raftIndex(consul.uri(0)) - before);
				chapter.series(ContestantKind.OURS.title(), "fleet of 100, Raft writes", "1/s").add(writes / seconds);
				Idlers.mustBeIdle(slumberers);
				Idlers.leave(slumberers);
				Idlers.leave(worker);
			}
		}
	}

	private static void most(Chapter chapter, double bound, Statistics seen, String who) {
		chapter.verdict("%s at most %s requests/s".formatted(who, bound), MarkdownChapter.number(seen.max()),
				seen.max() <= bound);
	}

}
