package io.github.consulleader.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A chance to take a role: its lock was seen free, or held by our own session without a
 * term of ours.
 *
 * @param since when an answer first showed it so, on the monotonic clock
 * @param termIndex index of the term record then; another one is another opening
 * @param n the number that the next term has
 * @param own whether our session holds the lock
 * @param atOnce whether nobody can still believe: the term was released cleanly, or it is
 * ours
 * @param lockDelay otherwise, how long it must stay so, in nanoseconds
 * @param order who is to try first
 */
record Vacancy(long since, long termIndex, long n, boolean own, boolean atOnce, long lockDelay, List<String> order) {

	/** A part of lock-delay. */
	private static final int MOST_GAINED = 20;

	/**
	 * A part of lock-delay, in which the view of a role must have begun after the others
	 * were told that we want it.
	 */
	private static final int LATEST_VIEW = 2;

	/** More than there are, so that of many few begin before the named have tried. */
	private static final double MOST_CANDIDATES = 1e8;

	Vacancy {
		order = List.copyOf(order);
	}

	/** What is seen now; it counts from when the same was first seen. */
	static Vacancy of(RoleSnapshot seen, boolean own, Memory memory, StepContext moment) {
		TermRecord term = seen.term();
		boolean current = seen.termIndex() >= memory.highestIndex();
		boolean released = term != null && term.released() && current;
		boolean atOnce = released && !own;
		List<String> order = (term != null && released) ? term.next() : memory.successors();
		return new Vacancy(moment.now(), seen.termIndex(), seen.nextNumber(), own, atOnce,
				Math.max(seen.recordedDelay(), moment.rules().lockDelay()), own ? List.of() : order);
	}

	boolean isSameAs(Vacancy other) {
		return this.termIndex == other.termIndex && this.own == other.own;
	}

	/**
	 * The same, counted from when a watch showed it, if that was just before. Whatever is
	 * the latest that a quorum knows has been so since. All that was ever seen to bring
	 * back an index is a restored snapshot: should one come in that moment, what is
	 * gained here has to be little beside lock-delay.
	 */
	Vacancy heardBefore(@Nullable Vacancy hearsay) {
		if (hearsay == null || !isSameAs(hearsay) || this.atOnce) {
			return this;
		}
		long first = later(hearsay.since, this.since - this.lockDelay / MOST_GAINED);
		return new Vacancy(first, this.termIndex, this.n, this.own, false, this.lockDelay, this.order);
	}

	/**
	 * Whether lock-delay has to be counted. It is counted from an answer of a quorum, and
	 * while a quorum goes on to answer: what a watch brings may be old, and a watch that
	 * was lost on the wire brings nothing.
	 */
	boolean isCounted(StepContext moment) {
		return openAt(moment) != this.since;
	}

	/**
	 * What was handed over is open at once to two: who has looked for a lock-delay would
	 * have seen a restored snapshot that brings the hand over back. And to whoever is
	 * named: a record that names our session is younger than what we told the others. So
	 * is a snapshot that holds it, and had one been restored before our view began, it
	 * would have been too young to be restored at all.
	 */
	private long openAt(StepContext moment) {
		if (!this.atOnce) {
			return this.since + this.lockDelay;
		}
		return isNamed(moment) ? this.since : later(this.since, moment.informedSince() + this.lockDelay);
	}

	/** By the session, which no other process has and no earlier time of this one. */
	private boolean isNamed(StepContext moment) {
		String session = moment.session();
		return session != null && this.order.contains(session) && moment.toldSince() != RoleState.NEVER
				&& moment.informedSince() - moment.toldSince() <= this.lockDelay / LATEST_VIEW;
	}

	/**
	 * Whether others are named, and we are not although we could be. When all have lost
	 * their sessions at once, those who are named have others now.
	 */
	boolean isForOthers(StepContext moment) {
		String session = moment.session();
		return session != null && moment.listed() && !this.order.isEmpty() && !this.order.contains(session);
	}

	/**
	 * How long those who are not named only watch before they begin to count, since to
	 * count is to ask a quorum all the time: until the named have tried. Few are earlier,
	 * however many there are, and take over for all if nobody who is named is left. These
	 * are the feedback timers of RFC 4654.
	 */
	long headStart(StateTimings rules) {
		double share = Math.max(0, 1 + StrictMath.log(rules.spread()) / StrictMath.log(MOST_CANDIDATES));
		return (long) ((this.lockDelay + 2 * StateTimings.STAND_BACK) * share);
	}

	/**
	 * How long they need not even watch: what the first who is named writes would wake
	 * them all, and its answer would have to wait until they have been told.
	 */
	long rest(StateTimings rules) {
		return this.lockDelay + 2 * StateTimings.RANK_STEP + (long) (StateTimings.STAND_BACK * rules.spread());
	}

	/**
	 * Whether they rest: not where a role was handed over, which the named take at once,
	 * and may hand over again soon, to others.
	 */
	boolean allowsRest() {
		return !this.atOnce;
	}

	boolean isFirst(String session) {
		return this.order.isEmpty() || this.order.get(0).equals(session);
	}

	/**
	 * When to try: lock-delay first, then those who are named, in order, then the others.
	 */
	long tryAt(String session, Memory memory, StepContext moment) {
		long open = openAt(moment);
		if (memory.coolUntil() != RoleState.NEVER) {
			open = later(open, memory.coolUntil());
		}
		return open + standBack(session, moment.rules());
	}

	private static long later(long one, long other) {
		return (one - other > 0) ? one : other;
	}

	private long standBack(String session, StateTimings rules) {
		if (this.own) {
			return 0;
		}
		if (this.order.isEmpty()) {
			return (long) (StateTimings.UNNAMED_SPREAD * rules.spread());
		}
		int rank = this.order.indexOf(session);
		return (rank >= 0) ? rank * StateTimings.RANK_STEP
				: StateTimings.STAND_BACK + (long) (StateTimings.STAND_BACK * rules.spread());
	}

}
