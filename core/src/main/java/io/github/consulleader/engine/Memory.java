package io.github.consulleader.engine;

import java.util.List;

import io.github.consulleader.role.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate remembers from state to state.
 *
 * @param wanted whether the process takes part
 * @param successors who was to try first when the worker was last seen
 * @param highestIndex the highest index of the term record ever seen: a lower one has
 * come back from the past
 * @param own the last term that this process tried to begin, or {@code null}
 * @param coolUntil until when it stands back, or {@link RoleState#NEVER} if it does not
 * @param coolUnlessAlone whether standing back is over as soon as nobody else wants the
 * role
 * @param failures how many grants in a row have failed
 */
record Memory(boolean wanted, List<String> successors, long highestIndex, @Nullable Own own, long coolUntil,
		boolean coolUnlessAlone, int failures) {

	static final Memory BLANK = new Memory(false, List.of(), 0, null, RoleState.NEVER, false, 0);

	/**
	 * A term that this process tried to begin.
	 *
	 * @param session in which session
	 * @param n its number
	 */
	record Own(String session, long n) {
	}

	Memory wanting(boolean value) {
		return new Memory(value, this.successors, this.highestIndex, this.own, this.coolUntil, this.coolUnlessAlone,
				this.failures);
	}

	Memory saw(Seen seen) {
		List<String> list = (seen.holder() != null && seen.lock() != null) ? seen.lock().successors() : this.successors;
		return new Memory(this.wanted, list, Math.max(this.highestIndex, seen.termIndex()), this.own, this.coolUntil,
				this.coolUnlessAlone, this.failures);
	}

	Memory trying(String session, long n) {
		return new Memory(this.wanted, this.successors, this.highestIndex, new Own(session, n), this.coolUntil,
				this.coolUnlessAlone, this.failures);
	}

	/**
	 * Whether a lock of our own session is what we left there: our last term or our last,
	 * unanswered try.
	 */
	boolean expects(Seen seen) {
		return this.own != null && seen.term() != null && this.own.session().equals(seen.holder())
				&& this.own.session().equals(seen.term().session()) && this.own.n() == seen.term().n();
	}

	Memory succeeded() {
		return new Memory(this.wanted, this.successors, this.highestIndex, this.own, RoleState.NEVER, false, 0);
	}

	/** What a term's end means for standing back. */
	Memory after(Revocation why, long now) {
		return switch (why) {
			case YIELDED -> cooling(now + Rules.COOL_DOWN, true, this.failures);
			case GRANT_FAILED ->
				cooling(now + Math.min(Rules.COOL_DOWN << Math.min(this.failures, 4), Rules.LONGEST_COOL_DOWN), false,
						this.failures + 1);
			default -> this;
		};
	}

	Memory warm() {
		return cooling(RoleState.NEVER, false, this.failures);
	}

	boolean isCooling(Moment moment) {
		return this.coolUntil != RoleState.NEVER && !moment.isPast(this.coolUntil);
	}

	private Memory cooling(long until, boolean unlessAlone, int count) {
		return new Memory(this.wanted, this.successors, this.highestIndex, this.own, until, unlessAlone, count);
	}

}
