package io.github.consulleader.benchmarks.idle;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.backend.ConsulBackend;
import io.github.consulleader.benchmarks.contest.Kind;
import io.github.consulleader.benchmarks.contest.Spot;
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

	private static final String WORKER = "worker, requests";

	private static final String SLUMBERER = "slumberer, requests";

	private static final String WRITES = "Raft writes of both";

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
	public void measure(Arena arena, Chapter chapter) throws Exception {
		for (Kind kind : arena.wanted(Kind.OURS, Kind.OURS_FAST)) {
			measure(arena, kind, chapter);
		}
		fleet(arena, chapter);
		String ours = Kind.OURS.title();
		most(chapter, 3.6, chapter.statistics(ours, WORKER).orElseThrow(), "worker");
		most(chapter, 1.6, chapter.statistics(ours, SLUMBERER).orElseThrow(), "slumberer");
		Statistics writes = chapter.statistics(ours, WRITES).orElseThrow();
		chapter.verdict("no Raft write", MarkdownChapter.number(writes.max()) + "/s", writes.max() == 0);
	}

	private static void measure(Arena arena, Kind kind, Chapter chapter) throws InterruptedException {
		ConsulBackend consul = arena.consul();
		Arena.Contest contest = arena.contest(kind);
		int millis = arena.rounds(MINUTE, MINUTE / 6);
		try (Relay first = new Relay(consul.uri(0)); Relay second = new Relay(consul.uri(1))) {
			try (Jvm worker = Jvm.campaigning(through(contest.spot(0), first))) {
				worker.await(Event.GRANTED);
				try (Jvm slumberer = Jvm.campaigning(through(contest.spot(1), second))) {
					arena.pause(5000, 5000);
					for (int i = 0; i < arena.rounds(3, 1); i++) {
						long before = consul.settledIndex();
						first.forget();
						second.forget();
						long begun = System.nanoTime();
						arena.pause(millis, millis);
						double seconds = (System.nanoTime() - begun) / 1e9;
						chapter.series(kind.title(), WORKER, "1/s").add(first.requests() / seconds);
						chapter.series(kind.title(), SLUMBERER, "1/s").add(second.requests() / seconds);
						long writes = Census.raftIndex(consul.uri(0)) - before;
						chapter.series(kind.title(), WRITES, "1/s").add(writes / seconds);
					}
					chapter.note("%s asked, in the last %d s: worker %s, slumberer %s.".formatted(kind.title(),
							millis / 1000, first.asked(), second.asked()));
					mustBeIdle(slumberer);
					leave(slumberer);
					leave(worker);
				}
			}
		}
	}

	/** One worker and many slumberers, all in two processes and behind one relay. */
	private static void fleet(Arena arena, Chapter chapter) throws InterruptedException {
		ConsulBackend consul = arena.consul();
		Arena.Contest contest = arena.contest(Kind.OURS);
		int millis = arena.rounds(MINUTE, MINUTE / 6);
		try (Relay relay = new Relay(consul.uri(0)); Jvm worker = Jvm.campaigning(through(contest.spot(0), relay))) {
			worker.await(Event.GRANTED);
			try (Jvm slumberers = Jvm.campaigning(through(contest.spot(1), relay).withCopies(FLEET - 1))) {
				long before = consul.settledIndex();
				relay.forget();
				long begun = System.nanoTime();
				arena.pause(millis, millis);
				double seconds = (System.nanoTime() - begun) / 1e9;
				chapter.series(Kind.OURS.title(), "fleet of 100, requests", "1/s").add(relay.requests() / seconds);
				chapter.series(Kind.OURS.title(), "fleet of 100, connections", "").add(relay.open());
				double writes = (double) (Census.raftIndex(consul.uri(0)) - before);
				chapter.series(Kind.OURS.title(), "fleet of 100, Raft writes", "1/s").add(writes / seconds);
				mustBeIdle(slumberers);
				leave(slumberers);
				leave(worker);
			}
		}
	}

	/** In order: what is found of the dead later is a Raft write among the next ones'. */
	private static void leave(Jvm jvm) {
		jvm.perform("close");
	}

	private static void mustBeIdle(Jvm slumberer) {
		if (slumberer.poll(Event.GRANTED) != null) {
			throw new IllegalStateException("The role went from one to the other: nobody was idle");
		}
	}

	private static Spot through(Spot spot, Relay relay) {
		return spot.at(relay.address().toString());
	}

	private static void most(Chapter chapter, double bound, Statistics seen, String who) {
		chapter.verdict("%s at most %s requests/s".formatted(who, bound), MarkdownChapter.number(seen.max()),
				seen.max() <= bound);
	}

}
