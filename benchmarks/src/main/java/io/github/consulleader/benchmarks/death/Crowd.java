package io.github.consulleader.benchmarks.death;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.Kind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;
import io.github.consulleader.load.Census;
import org.jspecify.annotations.Nullable;

/**
 * SIGKILL of the worker while a crowd waits for the same role. The crowd lives in a few
 * processes, each candidate with a session and connections of its own.
 */
public final class Crowd implements Measurement {

	private static final int FEW = 3;

	private static final int MANY = 300;

	private static final int PROCESSES = 3;

	private static final String TIME = "SIGKILL -> granted, %d candidates";

	private static final String WRITES = "Raft writes of the take-over, %d candidates";

	/** Thrice as long as Consul may take to end a session by its TTL. */
	private static final int MOST_SECONDS = 60;

	/** A hundred engines that start in one JVM keep its compiler busy for a while. */
	private static final int SETTLED_MILLIS = 15_000;

	private static final int MOST_WRITES = 10;

	private static final double MOST_MILLIS_MORE = 10;

	@Override
	public String name() {
		return "crowd";
	}

	@Override
	public String title() {
		return "Sudden death before a crowd: 300 candidates against 3";
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		for (int i = 0; i < arena.rounds(10, 1); i++) {
			measure(arena, FEW, chapter);
			measure(arena, MANY, chapter);
		}
		String ours = Kind.OURS.title();
		double writes = chapter.statistics(ours, WRITES.formatted(MANY)).orElseThrow().max();
		chapter.verdict("300 candidates: at most %d Raft writes (each trying: 300)".formatted(MOST_WRITES),
				MarkdownChapter.number(writes), writes <= MOST_WRITES);
		double slower = chapter.statistics(ours, TIME.formatted(MANY)).orElseThrow().median()
				- chapter.statistics(ours, TIME.formatted(FEW)).orElseThrow().median();
		chapter.verdict("p50 at most %s ms slower than with 3".formatted(MarkdownChapter.number(MOST_MILLIS_MORE)),
				MarkdownChapter.number(slower * 1000) + " ms", slower * 1000 <= MOST_MILLIS_MORE);
	}

	/** The worker is one of the candidates. */
	private static void measure(Arena arena, int candidates, Chapter chapter) throws InterruptedException {
		Kind kind = Kind.OURS;
		Arena.Contest contest = arena.contest(kind);
		List<Jvm> crowd = new ArrayList<>();
		try (Jvm worker = Jvm.campaigning(contest.spot(0))) {
			worker.await(Event.GRANTED);
			int processes = Math.min(PROCESSES, candidates - 1);
			for (int i = 0; i < processes; i++) {
				int copies = (candidates - 1) / processes + ((i < (candidates - 1) % processes) ? 1 : 0);
				crowd.add(Jvm.campaigning(contest.spot(i + 1).withCopies(copies)));
			}
			arena.pause(SETTLED_MILLIS, SETTLED_MILLIS + 1500);
			awaitSessions(candidates, arena, contest);
			long before = arena.consul().settledIndex();
			mustBe(candidates, arena, contest);
			long killed = worker.kill();
			Event granted = firstGrant(arena, crowd);
			chapter.series(kind.title(), TIME.formatted(candidates), "s").add(granted.millisSince(killed) / 1000);
			double writes = (double) (arena.consul().settledIndex() - before);
			mustBe(candidates - 1, arena, contest);
			chapter.series(kind.title(), WRITES.formatted(candidates), "").add(writes);
		}
		finally {
			crowd.forEach(Jvm::close);
		}
	}

	/**
	 * On a machine that is too busy for the crowd, sessions end and begin all the time.
	 */
	private static void mustBe(int sessions, Arena arena, Arena.Contest contest) {
		int seen = sessions(arena, contest);
		if (seen != sessions) {
			throw new IllegalStateException(
					"There are %d sessions, not %d: is this machine too busy for the crowd?".formatted(seen, sessions));
		}
	}

	/**
	 * When so many start at once, some sessions come of requests that were given up;
	 * those end by their TTL.
	 */
	private static void awaitSessions(int sessions, Arena arena, Arena.Contest contest) throws InterruptedException {
		for (int i = 0; i < MOST_SECONDS && sessions(arena, contest) != sessions; i++) {
			arena.pause(1000, 1000);
		}
	}

	private static int sessions(Arena arena, Arena.Contest contest) {
		return Census.of(arena.consul().uri(0), "leader-" + contest.spot(0).scope() + " ").sessions();
	}

	private static Event firstGrant(Arena arena, List<Jvm> crowd) throws InterruptedException {
		while (true) {
			for (Jvm jvm : crowd) {
				@Nullable Event event = jvm.poll(Event.GRANTED);
				if (event != null) {
					return event;
				}
			}
			arena.pause(1, 1);
		}
	}

}
