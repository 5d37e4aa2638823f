package io.github.consulleader.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling from a first pause to a longest one,
 * each drawn at random between half and the whole of it, so that a fleet does not try in
 * step. Used by one thread.
 */
public final class Backoff {

	private final Duration first;

	private final Duration longest;

	private final RandomGenerator random;

	private Duration next;

	/**
	 * Starts with the first pause.
	 * @param first the first pause, positive
	 * @param longest the longest pause
	 * @param random where the jitter comes from
	 */
	public Backoff(Duration first, Duration longest, RandomGenerator random) {
		this.first = first;
		this.longest = longest;
		this.random = random;
		this.next = first;
	}

	/**
	 * Returns the pause before the next try, and doubles the one after it.
	 * @return at least half of the first pause, at most the longest
	 */
	public Duration next() {
		long whole = this.next.toNanos();
		Duration doubled = this.next.multipliedBy(2);
		this.next = (doubled.compareTo(this.longest) < 0) ? doubled : this.longest;
		return Duration.ofNanos(whole / 2 + (long) (this.random.nextDouble() * (whole - whole / 2)));
	}

	/** Begins with the first pause again. */
	public void reset() {
		this.next = this.first;
	}

}
