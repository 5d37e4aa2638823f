package io.github.consulleader.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of a process's CPU time. */
public final class ProcessTime {

	/** Linux shows all programs a hundred ticks a second. */
	private static final double MILLIS_PER_TICK = 10;

	private static final int USER = 11;

	private ProcessTime() {
	}

	/**
	 * Reads it.
	 * @param pid the process
	 * @return milliseconds in user and kernel mode, of all threads
	 */
	public static double millis(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
			String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
			return (Long.parseLong(words[USER]) + Long.parseLong(words[USER + 1])) * MILLIS_PER_TICK;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
