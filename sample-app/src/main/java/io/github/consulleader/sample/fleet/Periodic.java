package io.github.consulleader.sample.fleet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that is run over and over: one run that fails is logged and does not end the
 * others, as a scheduler would have it.
 *
 * @param task what is run
 */
record Periodic(Runnable task) implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Periodic.class);

	@Override
	public void run() {
		try {
			this.task.run();
		}
		catch (RuntimeException ex) {
			logger.error("A look at the fleet failed", ex);
		}
	}

}
