package io.github.consulleader.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.Options;
import io.github.consulleader.benchmarks.check.CrashDetection;
import io.github.consulleader.benchmarks.death.Crowd;
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
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MachineFacts;
import io.github.consulleader.benchmarks.report.Publication;
import io.github.consulleader.benchmarks.size.Footprint;
import io.github.consulleader.benchmarks.units.UnitCosts;
import io.github.consulleader.benchmarks.web.WebShutdown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures us and the peers and writes tables. {@code benchmarks/run} builds and starts
 * it.
 */
@SuppressWarnings("SystemOut")
public final class Benchmarks {

	private static final Logger logger = LoggerFactory.getLogger(Benchmarks.class);

	private static final List<Measurement> ALL = List.of(new HandOver(), new SuddenDeath(), new WebShutdown(),
			new GateCost(), new LockCost(), new LockQueue(), new IdleCost(), new Footprint(), new ThousandRoles(),
			new Crowd(), new StopContinue(), new FalseAlarms(), new WorkAfterGrant(), new CrashDetection(),
			new UnitCosts());

	private Benchmarks() {
	}

	/**
	 * Measures.
	 * @param args see {@link Options#USAGE}
	 */
	public static void main(String... args) {
		if (List.of(args).contains("--list")) {
			ALL.forEach((one) -> System.out.printf("%-12s %s%n", one.name(), one.title()));
			return;
		}
		try {
			Options options = Options.of(args);
			System.exit(run(options, chosen(options)) ? 0 : 1);
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
		return ALL.stream().filter((one) -> options.only().isEmpty() || options.only().contains(one.name())).toList();
	}

	/** One that fails does not take the others with it. */
	private static boolean run(Options options, List<Measurement> chosen) {
		Publication publication = new Publication(Path.of(System.getProperty("benchmarks.results", "target/results")));
		List<String> done = new ArrayList<>();
		for (Measurement measurement : chosen) {
			System.out.printf("%n== %s: %s%n", measurement.name(), measurement.title());
			Chapter chapter = new Chapter(measurement.name(), measurement.title());
			String machine = MachineFacts.now();
			try (Arena arena = new Arena(options)) {
				measurement.measure(arena, chapter);
				arena.describeTo(chapter);
				Path page = publication.write(chapter, machine);
				System.out.println(Files.readString(page));
				done.add(measurement.name());
			}
			catch (Exception ex) {
				logger.error("FAILED: " + measurement.name(), ex);
			}
		}
		return publish(options, publication, done) && done.size() == chosen.size();
	}

	private static boolean publish(Options options, Publication publication, List<String> done) {
		if (!options.publish()) {
			return true;
		}
		try {
			publication.publish(done, Path.of(System.getProperty("benchmarks.document", "../docs/performance.md")));
			return true;
		}
		catch (IOException ex) {
			logger.error("Not published", ex);
			return false;
		}
	}

}
