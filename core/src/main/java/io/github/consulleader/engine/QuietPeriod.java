package io.github.consulleader.engine;

import java.time.Duration;

import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * A moment in which nothing is asked of Consul that can wait. It begins when a role is
 * handed over, so that the successor can take it, and when one is granted, so that its
 * work can begin: both would find Consul and the machine busy. Event loop only.
 */
final class QuietPeriod {

	/** More than a take needs. */
	static final Duration MOMENT = Duration.ofMillis(25);

	private final EventLoop loop;

	private final Runnable over;

	private final Runnable end = this::end;

	private boolean on;

	private @Nullable Runnable putOff;

	/**
	 * Prepares it.
	 * @param over called when it is over
	 */
	QuietPeriod(EventLoop loop, Runnable over) {
		this.loop = loop;
		this.over = over;
	}

	void begin() {
		if (!this.on) {
			this.on = true;
			this.loop.schedule(MOMENT, this.end);
		}
	}

	boolean isOn() {
		return this.on;
	}

	/** Does it, now or when the lull is over; then what came last, once. */
	void afterwards(Runnable what) {
		if (this.on) {
			this.putOff = what;
		}
		else {
			what.run();
		}
	}

	private void end() {
		Runnable what = this.putOff;
		this.on = false;
		this.putOff = null;
		if (what != null) {
			what.run();
		}
		this.over.run();
	}

}
