package io.github.consulleader.spring;

import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something as soon as the JVM is asked to end, on a thread of its own and beside
 * all else that is done then. The JVM does not end before that is over.
 */
final class JvmShutdown {

	private static final Logger logger = LoggerFactory.getLogger(JvmShutdown.class);

	private final Thread hook;

	private final CompletableFuture<Boolean> over = new CompletableFuture<>();

	private volatile boolean expected;

	/**
	 * Prepares it.
	 * @param task what to do; it must come to an end by itself
	 */
	JvmShutdown(Runnable task) {
		this.hook = new Thread(() -> {
			try {
				task.run();
			}
			finally {
				this.over.complete(true);
			}
		}, "consul-leader-shutdown");
	}

	/** It is to be done from now on. */
	void expect() {
		try {
			Runtime.getRuntime().addShutdownHook(this.hook);
			this.expected = true;
		}
		catch (IllegalStateException ex) {
			logger.debug("The JVM ends already: {}", ex.getMessage());
		}
	}

	/**
	 * It is not needed any more; no effect if it has begun. Returns whether it was
	 * expected.
	 */
	boolean forget() {
		try {
			boolean forgotten = Runtime.getRuntime().removeShutdownHook(this.hook);
			this.expected = false;
			return forgotten;
		}
		catch (IllegalStateException ex) {
			logger.debug("The JVM ends already: {}", ex.getMessage());
			return false;
		}
	}

	/**
	 * Waits until it is done if the JVM ends; else it is not needed any more.
	 */
	void settle() {
		if (!forget() && this.expected) {
			this.over.join();
		}
	}

}
