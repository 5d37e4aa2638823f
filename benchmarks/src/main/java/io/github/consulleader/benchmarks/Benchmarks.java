package io.github.consulleader.benchmarks;

import java.nio.file.Path;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.Options;
import io.github.consulleader.benchmarks.check.CrashDetection;
import io.github.consulleader.benchmarks.death.Crowd;
import io.github.consulleader.benchmarks.death.PresetBounds;
import io.github.consulleader.benchmarks.death.SuddenDeath;
import io.github.consulleader.benchmarks.death.ThousandRoles;
import io.github.consulleader.benchmarks.gate.GateCost;
import io.github.consulleader.benchmarks.handover.HandOver;
import io.github.consulleader.benchmarks.handover.WorkAfterGrant;
import io.github.consulleader.benchmarks.idle.IdleCost;
import io.github.consulleader.benchmarks.lock.LockCost;
import io.github.consulleader.benchmarks.lock.LockQueue;
import io.github.consulleader.benchmarks.pause.FalseAlarms;
import io.github.consulleader.benchmarks.pause.StopContinue;
import io.github.consulleader.benchmarks.report.Publication;
import io.github.consulleader.benchmarks.size.EngineFootprint;
import io.github.consulleader.benchmarks.units.UnitCosts;
import io.github.consulleader.benchmarks.web.WebShutdown;

/**
 * Measures us and the peers and writes tables. {@code benchmarks/run} builds and starts
 * it.
 */
@SuppressWarnings("SystemOut")
public final class Benchmarks {

	private static final List<Measurement> ALL = List.of(new HandOver(), new SuddenDeath(), new PresetBounds(),
			new WebShutdown(), new GateCost(), new LockCost(), new LockQueue(), new IdleCost(), new EngineFootprint(),
			new ThousandRoles(), new Crowd(), new StopContinue(), new FalseAlarms(), new WorkAfterGrant(),
			new CrashDetection(), new UnitCosts());

	private Benchmarks() {
	}

	/**
	 * Measures.
	 * @param args see {@link Options#USAGE}
	 */
	public static void main(String... args) {
		if (List.of(args).contains("--list")) {
			ALL.forEach((one) -> System.out.printf("%-10s %3d s  %s%s%n", one.name(), one.takesSeconds(), one.title(),
					one.isSeparate() ? " (separate: only when named)" : ""));
			return;
		}
		try {
			Options options = Options.of(args);
			Publication publication = new Publication(
					Path.of(System.getProperty("benchmarks.results", "target/results")),
					Path.of(System.getProperty("benchmarks.document", "../docs/performance.md")));
			System.exit(new Run(options, publication).all(chosen(options)) ? 0 : 1);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.print(Options.USAGE);
			System.exit(2);
		}
	}

	private static List<Measurement> chosen(Options options) {
		for (String name : options.only()) {
			if (ALL.stream().noneMatch((one) -> one.name().equals(name))) {
				throw new IllegalArgumentException("Not a measurement: " + name + " (--list says which there are)");
			}
		}
		return ALL.stream()
			.filter((one) -> options.only().isEmpty() ? !one.isSeparate() : options.only().contains(one.name()))
			.toList();
	}

}
