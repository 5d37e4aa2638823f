package io.github.consulleader.benchmarks.death;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.Starter;
import io.github.consulleader.benchmarks.backend.ConsulBackend;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MarkdownChapter;
import io.github.consulleader.load.Census;

/**
 * SIGKILL of the worker while a crowd waits for the same role. Workers and those who
 * succeed them have a process each, the rest of the crowd lives in a few, each candidate
 * with a session and connections of its own.
 */
public final class Crowd implements Measurement {

	private static final int FEW = 3;

	private static final int MANY = 300;

	private static final int PROCESSES = 3;

	private static final String TIME = "SIGKILL -> granted, %d candidates";

	private static final String OPEN = "lock without holder -> granted, %d candidates";

	private static final String WRITES = "Raft writes of the take-over, %d candidates";

	/** What Consul does some 80 s later for those that died before. */
	private static final String REMOVAL = "deregister";

	private static final String CREATION = "session create";

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
	public int takesSeconds() {
		return 215;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		int rounds = arena.rounds(7, 2);
		arena.attempt(FEW + " candidates", () -> measure(arena, FEW, rounds, chapter));
		arena.attempt(MANY + " candidates", () -> measure(arena, MANY, rounds, chapter));
		String ours = ContestantKind.OURS.title();
		chapter.judge(ours, WRITES.formatted(MANY),
				(of) -> chapter.verdict(
						"300 candidates: at most %d Raft writes (each trying: 300)".formatted(MOST_WRITES),
						MarkdownChapter.number(of.max()), of.max() <= MOST_WRITES));
		chapter.judge(ours, OPEN.formatted(FEW), (few) -> chapter.judge(ours, OPEN.formatted(MANY),
				(many) -> chapter.verdict(
						"p50 at most %s ms slower than with 3".formatted(MarkdownChapter.number(MOST_MILLIS_MORE)),
						MarkdownChapter.number(many.median() - few.median()) + " ms",
						many.median() - few.median() <= MOST_MILLIS_MORE)));
		chapter
			.note("When the worker's last heartbeat was is left to chance and spreads SIGKILL -> granted over a second;"
					+ " so what a crowd adds is judged from the moment at which a bystander sees the lock without holder."
					+ " Lock-delay, 2 s, is part of it.");
		chapter.note("Each that succeeds has a process of its own, with 3 and with 300; the rest of the crowd lives in "
				+ PROCESSES
				+ " processes of niceness 19, since it would not take the successor's processor elsewhere.");
		chapter.note("Removals of services of those that died some 80 s before are not counted.");
	}

	/** The worker is one of the candidates; the line has one more in each round. */
	private static void measure(Arena arena, int candidates, int rounds, Chapter chapter) throws Exception {
		Arena.Contest contest = arena.contest(ContestantKind.OURS);
		Successors line = new Successors(arena);
		List<Jvm> crowd = new ArrayList<>();
		int place = 0;
		try {
			int singles = (candidates == FEW) ? FEW : rounds + FEW;
			while (place < singles) {
				line.add(Jvm.campaigning(contest.spec(place++)));
				if (place == 1) {
					line.awaitWorker(MOST_SECONDS);
				}
			}
			int rest = candidates - FEW;
			for (int i = 0; i < PROCESSES && rest > 0; i++) {
				crowd.add(Jvm.nice(contest.spec(place++).as(ContestantKind.OURS_OF_MANY).withCopies(rest / PROCESSES)));
			}
			arena.pause((rest > 0) ? SETTLED_MILLIS : 0, (rest > 0) ? SETTLED_MILLIS : 0);
			for (int i = 0; i < rounds; i++) {
				awaitSessions(line.all().size() + rest / PROCESSES * crowd.size(), arena, contest);
				// Who comes next is there, whatever became of this one's figures.
				arena.attempt("a take-over", () -> takeOver(arena, contest, line, candidates, chapter));
				if (candidates == FEW) {
					line.add(Jvm.campaigning(contest.spec(place++)));
				}
				arena.pause(2500, 4000);
			}
		}
		finally {
			crowd.addAll(line.all());
			Starter.end(crowd);
		}
	}

	private static void takeOver(Arena arena, Arena.Contest contest, Successors line, int candidates, Chapter chapter)
			throws Exception {
		ConsulBackend consul = arena.consul();
		String ours = ContestantKind.OURS.title();
		long index = consul.settledIndex();
		Map<String, Long> applied = consul.applied();
		CompletableFuture<Long> open = FreeLock.seen(consul.uri(0), contest.spec(0).scope());
		long killed = line.killWorker();
		Event granted = line.awaitWorker(MOST_SECONDS);
		long writes = consul.settledIndex() - index;
		Map<String, Long> more = ConsulBackend.more(applied, consul.applied());
		if (more.containsKey(CREATION)) {
			// On a machine too busy for the crowd, sessions end and begin all the time.
			throw new IllegalStateException("Sessions began during a take-over, this machine is too busy for "
					+ candidates + " candidates: " + more);
		}
		chapter.series(ours, TIME.formatted(candidates), "s").add(granted.millisSince(killed) / 1000);
		chapter.series(ours, OPEN.formatted(candidates), "ms")
			.add(granted.millisSince(open.get(MOST_SECONDS, TimeUnit.SECONDS)));
		long removals = Objects.requireNonNullElse(more.remove(REMOVAL), 0L);
		chapter.series(ours, WRITES.formatted(candidates), "").add((double) (writes - removals));
		more.forEach(
				(what, count) -> chapter.series(ours, "of these, `%s`, %d candidates".formatted(what, candidates), "")
					.add(count));
	}

	/**
	 * When so many start at once, some sessions come of requests that were given up;
	 * those end by their TTL.
	 */
	private static void awaitSessions(int wanted, Arena arena, Arena.Contest contest) throws InterruptedException {
		int seen = sessions(arena, contest);
		for (int i = 0; i < MOST_SECONDS && seen != wanted; i++) {
			arena.pause(1000, 1000);
			seen = sessions(arena, contest);
		}
		if (seen != wanted) {
			throw new IllegalStateException(
					"There are %d sessions, not %d: is this machine too busy for the crowd?".formatted(seen, wanted));
		}
	}

	private static int sessions(Arena arena, Arena.Contest contest) {
		return Census.of(arena.consul().uri(0), "leader-" + contest.spec(0).scope() + " ").sessions();
	}

}
