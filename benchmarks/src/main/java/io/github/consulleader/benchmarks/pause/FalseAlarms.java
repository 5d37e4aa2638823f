package io.github.consulleader.benchmarks.pause;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.Kind;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.Statistics;

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
	public void measure(Arena arena, Chapter chapter) throws Exception {
		for (Kind kind : arena.wanted(Kind.OURS, Kind.OURS_FAST)) {
			measure(arena, kind, chapter);
		}
		Statistics revoked = chapter.statistics(Kind.OURS.title(), WHAT).orElseThrow();
		chapter.verdict("default settings: no revoke in 10 minutes",
				"at most %.0f in each of %d minutes".formatted(revoked.max(), revoked.n()), revoked.max() == 0);
		chapter.note("n counts minutes.");
	}

	private static void measure(Arena arena, Kind kind, Chapter chapter) throws InterruptedException {
		Arena.Contest contest = arena.contest(kind);
		List<Jvm> busy = new ArrayList<>();
		try (Jvm one = Jvm.campaigning(contest.spot(0))) {
			one.await(Event.GRANTED);
			try (Jvm other = Jvm.campaigning(contest.spot(1))) {
				for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
					busy.add(Jvm.start("busy-" + i, BusyProcess.class.getName(), List.of(), List.of()));
				}
				double before = turns(busy);
				for (int i = 0; i < arena.rounds(10, 1); i++) {
					arena.pause(MINUTE, MINUTE);
					chapter.series(kind.title(), WHAT, "").add(count(one) + count(other));
				}
				if (turns(busy) <= before) {
					throw new IllegalStateException("Nobody was busy: this would show nothing");
				}
			}
		}
		finally {
			busy.forEach(Jvm::close);
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
