package io.github.consulleader.engine;

import java.util.concurrent.TimeUnit;

import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * What a state may know of the world besides its signal.
 *
 * @param now the monotonic clock, in nanoseconds
 * @param session the present role session, or {@code null} while there is none
 * @param rules the durations that states count with
 * @param informedSince since when every answer has come in without a failure between, on
 * the monotonic clock: what happened before may have been missed
 * @param watchful whether a quorum has answered so recently that nothing which lasts for
 * a lock-delay can have been missed
 * @param listed whether the session was the present one already when the worker was last
 * seen, so that it would be among the successors if it was among the first
 * @param toldSince when the others were first told that this session wants the role, on
 * the monotonic clock, or {@link RoleState#NEVER}: what names the session is younger
 */
record StepContext(long now, @Nullable String session, StateTimings rules, long informedSince, boolean watchful,
		boolean listed, long toldSince) {

	/** Of a session that a worker knows. */
	StepContext(long now, @Nullable String session, StateTimings rules, long informedSince, boolean watchful) {
		this(now, session, rules, informedSince, watchful, true, RoleState.NEVER);
	}

	/** The same where others have longer lock-delays than ours. */
	StepContext withLockDelay(long atLeast) {
		return new StepContext(this.now, this.session, this.rules.withLockDelay(atLeast), this.informedSince,
				this.watchful, this.listed, this.toldSince);
	}

	/** The same for a role that is looked at only since then. */
	StepContext informedAtMostSince(long instant) {
		long since = (instant - this.informedSince > 0) ? instant : this.informedSince;
		return new StepContext(this.now, this.session, this.rules, since, this.watchful, this.listed, this.toldSince);
	}

	/** The same of a role whose worker may know of the session or not. */
	StepContext listed(boolean value) {
		return new StepContext(this.now, this.session, this.rules, this.informedSince, this.watchful, value,
				this.toldSince);
	}

	/**
	 * The same of a role that the others were told of then, or never. A machine that has
	 * slept since has a monotonic clock that stood still.
	 */
	StepContext told(@Nullable Stamp then, Stamp present) {
		if (then == null) {
			return untold();
		}
		long asleep = TimeUnit.MILLISECONDS.toNanos(present.wallMillis() - then.wallMillis())
				- (present.monotonicNanos() - then.monotonicNanos());
		return told(then.monotonicNanos() - Math.max(0, asleep));
	}

	/** The same where nothing proves how old a hand over is that names the session. */
	StepContext untold() {
		return told(RoleState.NEVER);
	}

	private StepContext told(long since) {
		return new StepContext(this.now, this.session, this.rules, this.informedSince, this.watchful, this.listed,
				since);
	}

	boolean isPast(long instant) {
		return instant != RoleState.NEVER && this.now - instant >= 0;
	}

}
