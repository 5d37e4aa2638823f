package io.github.consulleader.engine;

import java.util.List;

import io.github.consulleader.role.Revocation;

/**
 * What a candidate remembers from state to state.
 *
 * @param wanted whether the process takes part
 * @param successors who was to try first when the worker was last seen
 * @param highestIndex the highest index of the term record ever seen: a lower one has
 * come back from the past
 * @param coolUntil until when it stands back, or {@link RoleState#NEVER} if it does not
 * @param coolUnlessAlone whether standing back is over as soon as nobody else wants the
 * role
 * @param failures how many grants in a row have failed
 */
record Memory(boolean wanted, List<String> successors, long highestIndex, long coolUntil, boolean coolUnlessAlone,
		int failures) {

	static final Memory BLANK = new Memory(false, List.of(), 0, RoleState.NEVER, false, 0);

	Memory wanting(boolean value) {
		return new Memory(value, this.successors, this.highestIndex, this.coolUntil, this.coolUnlessAlone,
				this.failures);
	}

	Memory saw(RoleSnapshot seen) {
		List<String> list = (seen.holder() != null && seen.lock() != null) ? seen.lock().successors() : this.successors;
		return new Memory(this.wanted, list, Math.max(this.highestIndex, seen.termIndex()), this.coolUntil,
				this.coolUnlessAlone, this.failures);
	}

	/** The same that has seen what another has. */
	Memory knowing(Memory other) {
		return new Memory(this.wanted, other.successors, other.highestIndex, this.coolUntil, this.coolUnlessAlone,
				this.failures);
	}

	/** A term of our own has begun. */
	Memory began(long token) {
		return new Memory(this.wanted, this.successors, Math.max(this.highestIndex, token), this.coolUntil,
				this.coolUnlessAlone, this.failures);
	}

	Memory succeeded() {
		return new Memory(this.wanted, this.successors, this.highestIndex, RoleState.NEVER, false, 0);
	}

	/** What a term's end means for standing back. */
	Memory after(Revocation why, long now) {
		return switch (why) {
			case YIELDED -> cooling(now + StateTimings.COOL_DOWN, true, this.failures);
			case GRANT_FAILED -> cooling(now
					+ Math.min(StateTimings.COOL_DOWN << Math.min(this.failures, 4), StateTimings.LONGEST_COOL_DOWN),
					false, this.failures + 1);
			default -> this;
		};
	}

	Memory warm() {
		return cooling(RoleState.NEVER, false, this.failures);
	}

	boolean isCooling(StepContext moment) {
		return this.coolUntil != RoleState.NEVER && !moment.isPast(this.coolUntil);
	}

	private Memory cooling(long until, boolean unlessAlone, int count) {
		return new Memory(this.wanted, this.successors, this.highestIndex, until, unlessAlone, count);
	}

}
