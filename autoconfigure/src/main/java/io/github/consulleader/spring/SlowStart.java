package io.github.consulleader.spring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once if an application takes long to become ready, as it campaigns for nothing
 * until then. It has a thread of its own, since the application may block all others.
 */
final class SlowStart {

	/** How long an application may take before that is worth a warning. */
	private static final Duration SLOW = Duration.ofSeconds(10);

	private static final Logger logger = LoggerFactory.getLogger(LeaderInitiator.class);

	private final Supplier<@Nullable String> problem;

	private @Nullable CountDownLatch end;

	SlowStart(Supplier<@Nullable String> problem) {
		this.problem = problem;
	}

	/** The application starts. */
	synchronized void begin() {
		if (this.end == null) {
			CountDownLatch latch = new CountDownLatch(1);
			Thread thread = new Thread(() -> warnUnlessEnded(latch), "consul-leader-slow-start");
			thread.setDaemon(true);
			thread.start();
			this.end = latch;
		}
	}

	private void warnUnlessEnded(CountDownLatch latch) {
		try {
			String reason = latch.await(SLOW.toMillis(), TimeUnit.MILLISECONDS) ? null : this.problem.get();
			if (reason != null) {
				logger.warn("This instance does not campaign: {}", reason);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt(); // whoever interrupts it wants it to end
		}
	}

	/** It is ready, or ends. */
	synchronized void end() {
		if (this.end != null) {
			this.end.countDown();
			this.end = null;
		}
	}

}
