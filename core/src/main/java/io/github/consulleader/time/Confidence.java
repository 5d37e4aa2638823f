package io.github.consulleader.time;

import java.time.Duration;

/**
 * The right to believe that something is held, a role or a mutex: a deadline on the local
 * clock, counted from the moment at which the last confirmed request was sent. Once it
 * has ended it never comes back, whoever noticed first.
 * <p>
 * Elapsed time is the larger of monotonic and wall time, since the monotonic clock stands
 * still while a machine is suspended; and confidence ends when the two disagree by more
 * than a tenth of it, since then one of them has leapt.
 */
public final class Confidence {

	private static final long NANOS_PER_MILLI = 1_000_000L;

	private final Ticker ticker;

	private final long window;

	private final long tolerance;

	private volatile Stamp confirmed;

	private volatile boolean ended;

	/**
	 * Begins to count.
	 * @param ticker the clocks
	 * @param window how long a confirmation lasts
	 * @param sentAt when the first confirmed request was sent
	 */
	public Confidence(Ticker ticker, Duration window, Stamp sentAt) {
		this.ticker = ticker;
		this.window = window.toNanos();
		this.tolerance = this.window / 10;
		this.confirmed = sentAt;
	}

	/**
	 * Returns whether it lasts at this very moment. Any thread may ask.
	 * @return {@code false} once it has ended, for ever
	 */
	public boolean holds() {
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

	/**
	 * Counts from a later confirmed request, unless it has ended. Event loop only.
	 * @param sentAt when the request was sent; an older one changes nothing
	 */
	public void confirm(Stamp sentAt) {
		if (holds() && sentAt.monotonicNanos() - this.confirmed.monotonicNanos() > 0) {
			this.confirmed = sentAt;
		}
	}

	/** Ends it for good. */
	public void end() {
		this.ended = true;
	}

	/**
	 * Returns when it ends at the latest.
	 * @return a moment of the monotonic clock
	 */
	public long deadline() {
		return this.confirmed.monotonicNanos() + this.window;
	}

}
