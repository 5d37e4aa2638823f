package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the leading server remembers of locks that were lost: not part of the replicated
 * state, so a restore keeps it and a restarted server may not.
 */
final class LockDelays {

	private static final Duration LONGEST = Duration.ofSeconds(60);

	private final Map<String, Long> ends = new HashMap<>();

	private final VirtualTime time;

	LockDelays(VirtualTime time) {
		this.time = time;
	}

	void begin(String key, Duration delay) {
		Duration honoured = (delay.compareTo(LONGEST) > 0) ? LONGEST : delay;
		if (honoured.toNanos() > 0) {
			this.ends.put(key, this.time.now() + honoured.toNanos());
		}
	}

	boolean closes(String key) {
		Long end = this.ends.get(key);
		return end != null && end > this.time.now();
	}

	/** A server leads that was restored from a snapshot after the locks were lost. */
	void forget() {
		this.ends.clear();
	}

}
