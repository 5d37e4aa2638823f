package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.consulleader.consul.Answer.FailedOp;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;

/**
 * What the leading server remembers of locks that were lost: not part of the replicated
 * state, so a restore keeps it and a restarted server may not.
 */
final class LockDelays {

	private static final Duration LONGEST = Duration.ofSeconds(60);

	/** When the timers end that run for a key; each removes what is there by then. */
	private final Map<String, List<Long>> timers = new HashMap<>();

	private final VirtualTime time;

	LockDelays(VirtualTime time) {
		this.time = time;
	}

	void begin(String key, Duration delay) {
		Duration honoured = (delay.compareTo(LONGEST) > 0) ? LONGEST : delay;
		if (honoured.toNanos() > 0) {
			List<Long> running = this.timers.computeIfAbsent(key, (added) -> new ArrayList<>());
			running.removeIf((end) -> end <= this.time.now());
			running.add(this.time.now() + honoured.toNanos());
		}
	}

	/**
	 * Whether a key is closed. Where a delay began inside of another, both end with the
	 * one that ends first.
	 */
	boolean closes(String key) {
		List<Long> running = this.timers.get(key);
		return running != null && Collections.min(running) > this.time.now();
	}

	/** What of a transaction they do not let through. */
	List<FailedOp> refused(List<Operation> operations) {
		List<FailedOp> closed = new ArrayList<>();
		for (int i = 0; i < operations.size(); i++) {
			if (operations.get(i) instanceof Operation.Lock lock && closes(lock.key())) {
				closed.add(new FailedOp(i, Refusal.LOCK_DELAY,
						"failed to lock key \"" + lock.key() + "\" due to lock delay"));
			}
		}
		return closed;
	}

	/** A server leads that was restored from a snapshot after the locks were lost. */
	void forget() {
		this.timers.clear();
	}

}
