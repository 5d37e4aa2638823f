package io.github.consulleader.benchmarks.arena;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.report.Chapter;

/**
 * Pairs of all kinds that pass their roles on in turn, so that all share the machine's
 * moods, and all under the same rules: before each hand-over both have rested for as long
 * as the one of them that needs it longest, and for a random time more, and nothing else
 * was passed on for a moment. While one pair is measured the others only do what they
 * always do.
 */
public final class RoundRobin {

	/** Longer than a heartbeat of any contestant that has one. */
	private static final int PHASES = 550;

	/** For what a hand-over leaves to be done. */
	private static final int LULL = 100;

	private final Arena arena;

	private final Chapter chapter;

	private final String what;

	/**
	 * Begins.
	 * @param arena where
	 * @param chapter gets the figures
	 * @param what they are called there
	 */
	public RoundRobin(Arena arena, Chapter chapter, String what) {
		this.arena = arena;
		this.chapter = chapter;
		this.what = what;
	}

	/**
	 * Measures with new processes.
	 * @param kinds who takes part; one that fails is left out from then on
	 * @param cold how many first hand-overs of each pair count by themselves
	 * @param warm how many follow
	 */
	public void block(List<ContestantKind> kinds, int cold, int warm) {
		int rest = kinds.stream().mapToInt(ContestantKind::settledAfterMillis).max().orElse(0);
		List<Pair> pairs = new ArrayList<>();
		try {
			for (ContestantKind kind : kinds) {
				this.arena.attempt(kind.title(), () -> pairs.add(new Pair(this.arena, kind)));
			}
			for (int i = 0; i < cold + warm; i++) {
				String name = (i < cold) ? Pair.COLD : this.what;
				for (Pair pair : List.copyOf(pairs)) {
					if (!passedOn(pair, rest, name)) {
						pairs.remove(pair);
						pair.close();
					}
				}
			}
		}
		finally {
			pairs.forEach(Pair::close);
		}
	}

	/**
	 * Measures with new processes, each pair for itself, that take turns faster than a
	 * rolling restart does.
	 * @param kinds who takes part
	 * @param turns how many
	 * @param least milliseconds between two turns, at least
	 * @param most milliseconds between two turns, at most
	 */
	public void turns(List<ContestantKind> kinds, int turns, int least, int most) {
		for (ContestantKind kind : kinds) {
			this.arena.attempt(kind.title(), () -> {
				try (Pair pair = new Pair(this.arena, kind)) {
					for (int i = 0; i < turns; i++) {
						this.arena.pause(least, most);
						pair.handOver(this.chapter.series(kind.title(), this.what, "ms"));
					}
				}
			});
		}
	}

	private boolean passedOn(Pair pair, int rest, String name) {
		return this.arena.attempt(pair.kind().title(), () -> {
			this.arena.pause(LULL, LULL);
			int left = rest - pair.restedMillis();
			this.arena.pause(Math.max(0, left), Math.max(0, left + PHASES));
			pair.handOver(this.chapter.series(pair.kind().title(), name, "ms"));
		});
	}

}
