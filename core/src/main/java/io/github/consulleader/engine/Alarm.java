package io.github.consulleader.engine;

import java.time.Duration;

import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Rings on the event loop at the earliest of the instants that it was set to; may ring
 * too early, never too late.
 */
final class Alarm {

	private final EventLoop loop;

	private final Runnable ring;

	private EventLoop.@Nullable Timer timer;

	private long due = RoleState.NEVER;

	Alarm(EventLoop loop, Runnable ring) {
		this.loop = loop;
		this.ring = ring;
	}

	void set(long instant) {
		if (instant == RoleState.NEVER || (this.due != RoleState.NEVER && this.due - instant <= 0)) {
			return;
		}
		cancel();
		this.due = instant;
		this.timer = this.loop.schedule(Duration.ofNanos(instant - this.loop.ticker().monotonicNanos()), this::rings);
	}

	void cancel() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
		this.due = RoleState.NEVER;
	}

	private void rings() {
		this.timer = null;
		this.due = RoleState.NEVER;
		this.ring.run();
	}

}
