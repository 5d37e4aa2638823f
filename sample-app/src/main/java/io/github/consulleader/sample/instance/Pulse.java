package io.github.consulleader.sample.instance;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.RoleStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Says how things are, at every change and at least every second, and notices when the
 * process stood still: then it asks first of all whether this is still the worker.
 */
final class Pulse implements SmartLifecycle {

	private static final long BEAT_MILLIS = 50;

	private static final long PAUSE_MILLIS = 1500;

	private static final long AT_LEAST_EVERY_MILLIS = 1000;

	private final Leadership leadership;

	private final Clock clock;

	private final Voice voice;

	private volatile @Nullable ScheduledExecutorService thread;

	private long beatAt;

	private long saidAt;

	private @Nullable RoleStatus said;

	Pulse(Leadership leadership, Clock clock, Voice voice) {
		this.leadership = leadership;
		this.clock = clock;
		this.voice = voice;
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void start() {
		this.beatAt = this.clock.millis();
		this.thread = Executors.newSingleThreadScheduledExecutor((task) -> new Thread(task, "pulse"));
		this.thread.scheduleWithFixedDelay(this::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void beat() {
		long now = this.clock.millis();
		long gap = now - this.beatAt;
		this.beatAt = now;
		if (gap > PAUSE_MILLIS) {
			this.voice.woke(gap, this.leadership.isLeader());
		}
		RoleStatus status = this.leadership.status();
		if (!status.equals(this.said) || now - this.saidAt >= AT_LEAST_EVERY_MILLIS) {
			this.said = status;
			this.saidAt = now;
			this.voice.status(status);
		}
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.thread;
		this.thread = null;
		if (running != null) {
			running.shutdown();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/** Below the election's: to speak until the role was handed over. */
	@Override
	public int getPhase() {
		return 0;
	}

}
