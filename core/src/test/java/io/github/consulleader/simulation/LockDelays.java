package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
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
		this.ends.clear();
	}

}
