package io.github.consulleader.benchmarks.check;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.pause.BusyProcesses;
import io.github.consulleader.benchmarks.report.Chapter;

/**
 * Whether a check of a listening socket tells a crash from a pause: how soon a killed
 * worker is followed, and what pauses and a busy machine cost a living one.
 */
public final class CrashDetection implements Measurement {

	private static final String KILL = "SIGKILL -> granted";

	private static final int MINUTE = 60_000;

	/** For a process that wakes up to find out what it has lost. */
	private static final int AFTERWARDS = 3000;

	@Override
	public String name() {
		return "check";
	}

	@Override
	public String title() {
		return "Crash or pause: checks of a listening socket beside the TTL check (a prototype)";
	}

	@Override
	public int takesSeconds() {
		return 1500;
	}

	@Override
	public boolean isSeparate() {
		return true;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		List<CheckedPair> duos = new ArrayList<>();
		try {
			for (Detector detector : Detector.values()) {
				duos.add(new CheckedPair(arena, detector, arena.consul().address(0)));
			}
			kill(arena, duos, chapter);
			for (int seconds : List.of(1, 2, 5)) {
				pause(arena, duos, seconds, chapter);
			}
			load(arena, duos, chapter);
		}
		finally {
			duos.forEach(CheckedPair::close);
		}
		for (Detector detector : Detector.values()) {
			double most = chapter.statistics(detector.title(), KILL).orElseThrow().max();
			chapter.verdict("%s: each within %.2f s of SIGKILL".formatted(detector.title(), detector.boundSeconds()),
					"at most %.2f s".formatted(most), most <= detector.boundSeconds());
		}
		new AgentRestart().measure(arena, chapter);
		new ProbeCost().measure(arena, chapter);
	}

	private static void kill(Arena arena, List<CheckedPair> duos, Chapter chapter) throws InterruptedException {
		for (int i = 0; i < arena.rounds(20, 2); i++) {
			for (CheckedPair duo : duos) {
				duo.settle();
				int looked = (int) duo.detector().timings().lockDelay().toMillis() + 200;
				arena.pause((i == 0) ? looked : 0, ((i == 0) ? looked : 0) + 1000);
				chapter.series(duo.detector().title(), KILL, "s").add(duo.killSeconds());
			}
		}
	}

	/** All workers at once; each tells of itself. */
	private static void pause(Arena arena, List<CheckedPair> duos, int seconds, Chapter chapter)
			throws InterruptedException {
		for (int i = 0; i < arena.rounds(8, 1); i++) {
			for (CheckedPair duo : duos) {
				duo.settle();
			}
			arena.pause(AFTERWARDS, AFTERWARDS + 1000);
			duos.forEach((duo) -> duo.signalWorker("STOP"));
			arena.pause(seconds * 1000, seconds * 1000);
			duos.forEach((duo) -> duo.signalWorker("CONT"));
			arena.pause(AFTERWARDS, AFTERWARDS);
			for (CheckedPair duo : duos) {
				String who = duo.detector().title();
				chapter.series(who, "pause of %d s: sessions lost".formatted(seconds), "").add(duo.lostSessions());
				chapter.series(who, "pause of %d s: terms lost".formatted(seconds), "").add(duo.revoked());
				chapter.series(who, "pause of %d s: another worked".formatted(seconds), "").add(duo.moved() ? 1 : 0);
			}
		}
	}

	private static void load(Arena arena, List<CheckedPair> duos, Chapter chapter) throws InterruptedException {
		for (CheckedPair duo : duos) {
			duo.settle();
		}
		try (BusyProcesses busy = new BusyProcesses()) {
			for (int i = 0; i < arena.rounds(5, 1); i++) {
				arena.pause(MINUTE, MINUTE);
				for (CheckedPair duo : duos) {
					String who = duo.detector().title();
					chapter.series(who, "a minute of full load: sessions lost", "").add(duo.lostSessions());
					chapter.series(who, "a minute of full load: terms lost", "").add(duo.revoked());
				}
			}
			busy.mustHaveBeenBusy();
		}
		chapter.note("Of pauses n counts pauses, and of full load, one busy process per core, minutes.");
	}

}
