package io.github.consulleader.benchmarks.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.consulleader.benchmarks.process.Jvm;

/** Starts many processes, as many at once as there are cores. */
public final class Starter {

	private Starter() {
	}

	/**
	 * Starts all, or none if one of them fails.
	 * @param starts each starts one
	 * @return the processes, in the same order
	 */
	public static List<Jvm> all(List<Callable<Jvm>> starts) throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
		List<Jvm> started = new ArrayList<>();
		List<ExecutionException> failures = new ArrayList<>();
		try {
			for (Future<Jvm> future : threads.invokeAll(starts)) {
				try {
					started.add(future.get());
				}
				catch (ExecutionException ex) {
					failures.add(ex);
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
		if (!failures.isEmpty()) {
			end(started);
			throw new IllegalStateException(failures.size() + " processes did not start", failures.get(0));
		}
		return started;
	}

	/**
	 * Asks all at once to end, so that what profiles them can write its file.
	 * @param processes may have ended already
	 */
	public static void end(List<Jvm> processes) {
		processes.forEach(Jvm::terminate);
		processes.forEach(Jvm::close);
	}

}
