package io.github.consulleader.sample.fleet;

import java.io.IOException;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of all processes of a fleet.
 *
 * @param processes those that may still run
 */
record FleetEnd(List<ChildProcess> processes) {

	private static final Logger logger = LoggerFactory.getLogger(FleetEnd.class);

	/** Asks all of them at once, then ends by force what has not ended in time. */
	void within(long millis) throws InterruptedException {
		this.processes.stream().filter(ChildProcess::isAlive).forEach(FleetEnd::ask);
		for (ChildProcess process : this.processes) {
			if (!process.awaitEnd(millis)) {
				logger.warn("Process {} did not end in {} ms and gets a SIGKILL", process.pid(), millis);
				process.kill();
				process.awaitEnd(millis);
			}
		}
	}

	private static void ask(ChildProcess process) {
		try {
			// One that stands still takes no SIGTERM.
			process.signal("CONT");
		}
		catch (IOException ex) {
			logger.debug("Process {} ended by itself: {}", process.pid(), ex.getMessage());
		}
		process.terminate();
	}

}
