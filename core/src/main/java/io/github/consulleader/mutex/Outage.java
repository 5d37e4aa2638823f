package io.github.consulleader.mutex;

import java.time.Duration;

import io.github.consulleader.time.Stamp;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Since when there is no session to hold mutexes with, or none that can be kept, and why.
 * Reported on the event loop, read by any thread.
 */
final class Outage {

	private final Ticker ticker;

	private volatile @Nullable Problem present;

	Outage(Ticker ticker) {
		this.ticker = ticker;
	}

	/** What the problem is now, or {@code null} when it is over. */
	void report(@Nullable String problem) {
		Problem before = this.present;
		if (problem == null) {
			this.present = null;
		}
		else {
			this.present = new Problem(problem, (before != null) ? before.since() : this.ticker.stamp());
		}
	}

	@Nullable String problem() {
		Problem now = this.present;
		return (now != null) ? now.text() : null;
	}

	/** For how long there has been a problem, or zero. */
	Duration lasted() {
		Problem now = this.present;
		return (now != null) ? Elapsed.between(now.since(), this.ticker.stamp()) : Duration.ZERO;
	}

	/**
	 * Why there is an outage.
	 *
	 * @param text for people
	 * @param since when it began
	 */
	private record Problem(String text, Stamp since) {

	}

}
