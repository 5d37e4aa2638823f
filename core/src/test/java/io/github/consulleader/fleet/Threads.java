package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that keep no JVM alive, and time that passes on purpose.
 */
final class Threads {

	private Threads() {
	}

	static void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	/** Lets a fault last: nothing is waited for. */
	static void pass(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

}
