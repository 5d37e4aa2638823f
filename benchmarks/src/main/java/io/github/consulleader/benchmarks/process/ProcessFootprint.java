package io.github.consulleader.benchmarks.process;

import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/** What this process takes. */
final class ProcessFootprint {

	private static final int TRIES = 8;

	private static final long PAUSE_NANOS = 100_000_000;

	private ProcessFootprint() {
	}

	/** The least of some full collections: what is reachable, and little else. */
	static double heapBytes() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < TRIES; i++) {
			System.gc();
			LockSupport.parkNanos(PAUSE_NANOS);
			least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		return least;
	}

	static double threads() {
		return ManagementFactory.getThreadMXBean().getThreadCount();
	}

}
