package io.github.consulleader.engine;

import java.time.Duration;

import io.github.consulleader.time.Stamp;
import io.github.consulleader.time.Ticker;

/**
 * The right to believe in one term: a deadline on the local clock, counted from the
 * moment at which the last confirmed request was sent. Once it has ended it never comes
 * back, whoever noticed first.
 * <p>
 * Elapsed time is the larger of monotonic and wall time, since the monotonic clock stands
 * still while a machine is suspended; and confidence ends when the two disagree by more
 * than a tenth of it, since then one of them has leapt.
 */
final class Confidence {

	private static final long NANOS_PER_MILLI = 1_000_000L;

	private final Ticker ticker;

	private final long window;

	private final long tolerance;

	private volatile Stamp confirmed;

	private volatile boolean ended;

	Confidence(Ticker ticker, Duration window, Stamp sentAt) {
		this.ticker = ticker;
		this.window = window.toNanos();
		this.tolerance = this.window / 10;
		this.confirmed = sentAt;
	}

	/** Whether it lasts at this very moment. Any thread. */
	boolean holds() {
		if (this.ended) {
			return false;
		}
		Stamp since = this.confirmed;
		long monotonic = this.ticker.monotonicNanos() - since.monotonicNanos();
		long wall = (this.ticker.wallMillis() - since.wallMillis()) * NANOS_PER_MILLI;
		if (Math.max(monotonic, wall) < this.window && Math.abs(monotonic - wall) <= this.tolerance) {
			return true;
		}
		this.ended = true;
		return false;
	}

	/** Counts from a later confirmed request, unless it has ended. Event loop only. */
	void confirm(Stamp sentAt) {
		if (holds() && sentAt.monotonicNanos() - this.confirmed.monotonicNanos() > 0) {
			this.confirmed = sentAt;
		}
	}

	/** Ends it for good. */
	void end() {
		this.ended = true;
	}

	/** When it ends at the latest, on the monotonic clock. */
	long deadline() {
		return this.confirmed.monotonicNanos() + this.window;
	}

}
