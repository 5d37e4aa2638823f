package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * What many seeds have come to so far. Any thread.
 */
final class Tally {

	private final LongAdder seeds = new LongAdder();

	private final LongAdder terms = new LongAdder();

	private final LongAdder troubles = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private final long begun = System.nanoTime();

	void ran(long ofTerms, long ofTroubles) {
		this.seeds.increment();
		this.terms.add(ofTerms);
		this.troubles.add(ofTroubles);
	}

	void failed() {
		this.failures.increment();
	}

	long seeds() {
		return this.seeds.sum();
	}

	long terms() {
		return this.terms.sum();
	}

	@Override
	public String toString() {
		double seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - this.begun).toMillis()) / 1000.0;
		return String.format(Locale.ROOT, "%,d seeds (%,.0f a second), %,d terms, %,d troubles, %,d failures",
				this.seeds.sum(), this.seeds.sum() / seconds, this.terms.sum(), this.troubles.sum(),
				this.failures.sum());
	}

}
