package io.github.consulleader.fleet;

import java.time.Duration;

import io.github.consulleader.role.Timings;

/**
 * How quickly a fleet reacts.
 */
enum Pace {

	/** Short enough for tests, long enough for a machine that has other work too. */
	BRISK,

	/** What users get who choose nothing. */
	BALANCED;

	Timings timings() {
		return (this == BALANCED) ? Timings.balanced()
				: new Timings(Duration.ofMillis(1200), Duration.ofMillis(400), Duration.ofSeconds(1),
						Duration.ofMillis(900), Duration.ZERO, Duration.ofMillis(250), Duration.ofMillis(400),
						Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20));
	}

}
