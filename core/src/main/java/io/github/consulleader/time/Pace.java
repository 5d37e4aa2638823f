package io.github.consulleader.time;

import java.time.Duration;

/**
 * Lets a burst pass at once; what comes faster than one every so often in the long run
 * has to wait. Used by one thread.
 */
public final class Pace {

	private final Ticker ticker;

	private final long every;

	private final long burst;

	private long paidUntil;

	/**
	 * Starts with a whole burst to spend.
	 * @param ticker the clock
	 * @param every how often something may come in the long run
	 * @param burst how much may come at once after a quiet while
	 */
	public Pace(Ticker ticker, Duration every, int burst) {
		this.ticker = ticker;
		this.every = every.toNanos();
		this.burst = burst * this.every;
		reset();
	}

	/**
	 * Counts one more.
	 * @return how long it has to wait, often not at all
	 */
	public Duration next() {
		long now = this.ticker.monotonicNanos();
		long earliest = now - this.burst;
		this.paidUntil = ((this.paidUntil - earliest > 0) ? this.paidUntil : earliest) + this.every;
		return Duration.ofNanos(Math.max(0, this.paidUntil - now));
	}

	/** Has a whole burst to spend again. */
	public void reset() {
		this.paidUntil = this.ticker.monotonicNanos() - this.burst;
	}

}
