package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures for how long this machine lets a thread wait for its turn: tells a slow
 * machine from a slow product.
 */
final class StallMeter {

	private static final long STEP = Duration.ofMillis(10).toNanos();

	private final AtomicLong longest = new AtomicLong();

	StallMeter() {
		Threads.start("stall-meter", this::measure);
	}

	private void measure() {
		while (true) {
			long before = System.nanoTime();
			LockSupport.parkNanos(STEP);
			long stall = System.nanoTime() - before - STEP;
			this.longest.accumulateAndGet(stall, Math::max);
		}
	}

	/** The longest stall since this was asked last. */
	Duration takeLongest() {
		return Duration.ofNanos(Math.max(0, this.longest.getAndSet(0)));
	}

}
