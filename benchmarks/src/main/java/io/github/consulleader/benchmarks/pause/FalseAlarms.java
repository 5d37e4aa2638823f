package io.github.consulleader.benchmarks.pause;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.Starter;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;

/**
 * One busy process for each core, at the same niceness: whether a worker loses its role
 * though nobody died.
 */
public final class FalseAlarms implements Measurement {

	private static final String WHAT = "revoked though nobody died";

	private static final int MINUTE = 60_000;

	@Override
	public String name() {
		return "calm";
	}

	@Override
	public String title() {
		return "False alarms: one busy process per core";
	}

	@Override
	public int takesSeconds() {
		return 620;
	}

	@Override
	public boolean isSeparate() {
		return true;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		measure(arena, chapter, ContestantKind.OURS, ContestantKind.OURS_FAST, ContestantKind.OURS_STEADY);
		chapter.judge(ContestantKind.OURS.title(), WHAT,
				(of) -> chapter.verdict("default settings: no revoke in 10 minutes",
						"at most %.0f in each of %d minutes".formatted(of.max(), of.n()), of.max() == 0));
		chapter.note("n counts minutes. A pair of processes of each preset ran beside the same busy processes.");
	}

	private static void measure(Arena arena, Chapter chapter, ContestantKind... kinds) throws InterruptedException {
		Map<ContestantKind, List<Jvm>> pairs = new EnumMap<>(ContestantKind.class);
		List<Jvm> busy = new ArrayList<>();
		try {
			for (ContestantKind kind : kinds) {
				Arena.Contest contest = arena.contest(kind);
				List<Jvm> pair = pairs.computeIfAbsent(kind, (key) -> new ArrayList<>());
				pair.add(Jvm.campaigning(contest.spec(0)));
				pair.get(0).await(Event.GRANTED);
				pair.add(Jvm.campaigning(contest.spec(1)));
			}
			for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
				busy.add(Jvm.start("busy-" + i, BusyProcess.class.getName(), List.of(), List.of()));
			}
			double before = turns(busy);
			for (int i = 0; i < arena.rounds(10, 1); i++) {
				arena.pause(MINUTE, MINUTE);
				pairs.forEach((kind, pair) -> chapter.series(kind.title(), WHAT, "")
					.add(pair.stream().mapToDouble(FalseAlarms::count).sum()));
			}
			if (turns(busy) <= before) {
				throw new IllegalStateException("Nobody was busy: this would show nothing");
			}
		}
		finally {
			Starter.end(busy);
			pairs.values().forEach(Starter::end);
		}
	}

	private static double turns(List<Jvm> busy) {
		return busy.stream().mapToDouble((jvm) -> {
			jvm.send("turns");
			return jvm.await(Event.FIGURE).value();
		}).sum();
	}

	private static double count(Jvm jvm) {
		int count = 0;
		while (jvm.poll(Event.REVOKED) != null) {
			count++;
		}
		return count;
	}

}
