package io.github.consulleader.simulation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.slf4j.LoggerFactory;

/** Runs many seeds of a simulation, and tells what came of them. */
abstract class SeedsFixture {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.github.consulleader");

	private static final org.slf4j.Logger PROGRESS = LoggerFactory.getLogger("simulation");

	/** So many failures are enough, or {@code -Dfailures=N}. */
	private static final int ENOUGH = Integer.getInteger("failures", 10);

	private static final long REPORT = 10_000;

	@BeforeAll
	static void beQuiet() {
		LOGGER.setLevel(Level.OFF);
	}

	@AfterAll
	static void speakAgain() {
		LOGGER.setLevel(null);
	}

	/**
	 * What is asked for on the command line, or so many. Each simulation has one thread;
	 * several run side by side.
	 */
	static LongStream seeds(int usually) {
		long first = Long.getLong("seed", 0);
		long count = Long.getLong("seeds", (System.getProperty("seed") != null) ? 1 : usually);
		return LongStream.range(first, first + count).parallel();
	}

	static Tally each(LongStream seeds, Seed simulation) {
		return each(seeds, simulation, ENOUGH);
	}

	static Tally each(LongStream seeds, Seed simulation, int enough) {
		Tally tally = new Tally();
		Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
		seeds.forEach((seed) -> {
			if (failures.size() < enough) {
				try {
					simulation.run(seed, tally);
				}
				catch (AssertionError ex) {
					tally.failed();
					PROGRESS.error("Seed {} has failed", seed);
					failures.add(ex);
				}
			}
			if (tally.seeds() % REPORT == 0) {
				PROGRESS.info("{}", tally);
			}
		});
		PROGRESS.info("{}", tally);
		AssertionError first = failures.poll();
		if (first != null) {
			failures.forEach(first::addSuppressed);
			throw first;
		}
		return tally;
	}

	/** Runs one seed. */
	@FunctionalInterface
	interface Seed {

		void run(long seed, Tally tally);

	}

}
