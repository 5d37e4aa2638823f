package io.github.consulleader.sample.instance;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.sample.report.ReportFolder;
import io.github.consulleader.spring.LeaderOnly;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.Lifecycle;

/**
 * Clears old reports away, on a thread of its own. Runs on the worker only: it is started
 * on grant and stopped on revoke, and has nothing to do with that itself.
 */
@LeaderOnly
class Housekeeper implements Lifecycle {

	private static final Logger logger = LoggerFactory.getLogger(Housekeeper.class);

	private static final int KEPT = 1000;

	private static final long END_SECONDS = 2;

	private final ReportFolder reports;

	private final Voice voice;

	private volatile @Nullable ScheduledExecutorService thread;

	Housekeeper(ReportFolder reports, Voice voice) {
		this.reports = reports;
		this.voice = voice;
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void start() {
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor();
		this.thread = started;
		started.scheduleWithFixedDelay(this::clear, 1, 10, TimeUnit.SECONDS);
		this.voice.note("started its housekeeper, a @LeaderOnly Lifecycle bean");
	}

	private void clear() {
		try {
			this.reports.keepNewest(KEPT);
		}
		catch (IOException ex) {
			logger.warn("Old reports cannot be removed: {}", ex.getMessage());
		}
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.thread;
		this.thread = null;
		if (running == null) {
			return;
		}
		running.shutdownNow();
		try {
			if (!running.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
				logger.warn("The housekeeper is busy still");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.voice.note("stopped its housekeeper");
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
