package io.github.consulleader.simulation;

import java.util.Set;

/**
 * What goes wrong by decision.
 */
enum Trouble {

	/** A process loses its agent for a while. */
	WIRE_CUT,

	/** An agent loses the servers for a while. */
	AGENT_CUT,

	/** An agent dies and comes back, with or without its checks. */
	AGENT_RESTART,

	/** An agent loses its checks. */
	CHECKS_LOST,

	/** A process is stopped for a while: SIGSTOP, a long garbage collection. */
	FREEZE,

	/** Only the event loop of a process is stopped for a while. */
	LOOP_FROZEN,

	/** Only the user's threads of a process are stopped for a while. */
	USER_FROZEN,

	/** A process withdraws from roles and joins them again. */
	WITHDRAW,

	/** A machine sleeps for a while. */
	SUSPEND,

	/** A wall clock leaps. */
	CLOCK_LEAP,

	/** Clocks run fast or slow; any two differ by nine in a hundred at most. */
	CLOCK_RATE,

	/**
	 * Clocks differ by fifteen in a hundred, which is more than is promised to be safe:
	 * never in an ordinary storm.
	 */
	CLOCK_LIES,

	/** A process dies; another one takes its place. */
	CRASH,

	/** A process stops cleanly and starts again. */
	RESTART,

	/** All processes stop and start again, one after the other, without a pause. */
	ROLLING_RESTART,

	/** A worker is asked to yield. */
	YIELD,

	/** A task of an engine throws. */
	ENGINE_FAILURE,

	/** The servers change their leader. */
	LEADER_CHANGE,

	/** An operator deletes a key. */
	KEY_DELETED,

	/** An operator destroys a session. */
	SESSION_DESTROYED,

	/** An operator writes something foreign into a key. */
	KEY_SCRIBBLED,

	/** An operator saves a snapshot, or restores the one that was saved. */
	RESTORE,

	/** An operator removes a node from the catalog. */
	NODE_REMOVED,

	/** A token loses its rights for a while. */
	DENIED,

	/** The next write of a process arrives long after it gave up waiting. */
	LATE_WRITE,

	/** A worker is cut off just when its lock is taken from it: the tightest case. */
	AMBUSH,

	/** A hand over arrives late, when its process has the role again. */
	LATE_HAND_OVER,

	/** A process learns late, by a write, that the session before the present is gone. */
	LATE_REFUSAL,

	/**
	 * A role's keys are deleted, so that its terms are counted anew; then a snapshot
	 * brings its old numbers back.
	 */
	NUMBERS_ANEW,

	/** The record that tells of the longest lock-delay is deleted behind its worker. */
	LONG_DELAY_DELETED,

	/** A role's keys are deleted twice, with a short term between that others miss. */
	ABSENT_TWICE,

	/** A candidate misses a whole term, and a snapshot wipes out its traces. */
	MISSED_TERM,

	/** A hand over comes back behind a worker, and who is named has missed its term. */
	NAMED_WITH_A_GAP,

	/** A hand over comes back that names who is there no more, and a newcomer is. */
	NAMED_BEFORE,

	/** A hand over arrives that is meant for a record which was deleted long ago. */
	ANOTHER_COUNT,

	/** A worker of long ago, whose term comes back, hands over to who has just come. */
	NAMED_TOO_LATE,

	/** Servers that have just been restored know of no lock-delay. */
	DELAYS_FORGOTTEN,

	/** Somebody takes and frees a lock as other programs do, with a bare acquire. */
	FOREIGN_CONTENDER;

	/** Those that reach one rare situation each. */
	static final Set<Trouble> PLOTS = Set.of(LATE_HAND_OVER, LATE_REFUSAL, NUMBERS_ANEW, LONG_DELAY_DELETED,
			ABSENT_TWICE, MISSED_TERM, NAMED_WITH_A_GAP, NAMED_BEFORE, ANOTHER_COUNT, NAMED_TOO_LATE);

	/** Those that only mutexes are played with. */
	static final Set<Trouble> OF_MUTEXES = Set.of(DELAYS_FORGOTTEN, FOREIGN_CONTENDER);

}
