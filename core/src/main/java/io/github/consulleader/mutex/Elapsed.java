package io.github.consulleader.mutex;

import java.time.Duration;

import io.github.consulleader.time.Stamp;

/**
 * How much time has passed, at least: one of the clocks may have stood still.
 */
final class Elapsed {

	private Elapsed() {
	}

	static Duration between(Stamp from, Stamp to) {
		Duration monotonic = Duration.ofNanos(to.monotonicNanos() - from.monotonicNanos());
		Duration wall = Duration.ofMillis(to.wallMillis() - from.wallMillis());
		return (monotonic.compareTo(wall) >= 0) ? monotonic : wall;
	}

}
