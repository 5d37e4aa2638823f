package io.github.consulleader.engine;

import java.time.Duration;

import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;

/**
 * The durations that states count with, in nanoseconds, and the policy for stuck work.
 *
 * @param lockDelay our own lock-delay
 * @param drainGrace how long work may go on after a voluntary revoke
 * @param spread this process's own share of every jitter, 0 to 1, so that states stay
 * free of chance
 * @param whenStuck what to do about work that will not end
 */
record StateTimings(long lockDelay, long drainGrace, double spread, WhenStuck whenStuck) {

	/**
	 * Between successors that are named: long enough for a take to be seen by the next.
	 */
	static final long RANK_STEP = Duration.ofMillis(75).toNanos();

	/** What those who are not named leave to those who are. */
	static final long STAND_BACK = Duration.ofMillis(300).toNanos();

	/** Where nobody is named, the herd is spread over this. */
	static final long UNNAMED_SPREAD = Duration.ofMillis(50).toNanos();

	/**
	 * A try refused by lock-delay costs no Raft write, and nothing wakes anybody when it
	 * is over.
	 */
	static final long LOCK_DELAY_RETRY = Duration.ofMillis(50).toNanos();

	static final long BUSY_RETRY = Duration.ofMillis(200).toNanos();

	static final long REFUSED_RETRY = Duration.ofSeconds(2).toNanos();

	static final long HAND_OVER_RETRY = Duration.ofMillis(100).toNanos();

	static final long COOL_DOWN = Duration.ofSeconds(5).toNanos();

	static final long LONGEST_COOL_DOWN = Duration.ofSeconds(60).toNanos();

	/** How long interrupted work may take to end before it counts as stuck. */
	static final long STUCK_AFTER = Duration.ofSeconds(2).toNanos();

	/** The same with a lock-delay that is at least so long. */
	StateTimings withLockDelay(long atLeast) {
		return (atLeast <= this.lockDelay) ? this
				: new StateTimings(atLeast, this.drainGrace, this.spread, this.whenStuck);
	}

	static StateTimings of(Timings timings, WhenStuck whenStuck, double spread) {
		return new StateTimings(timings.lockDelay().toNanos(), timings.drainGrace().toNanos(), spread, whenStuck);
	}

}
