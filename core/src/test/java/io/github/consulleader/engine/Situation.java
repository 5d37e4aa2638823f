package io.github.consulleader.engine;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.role.WhenStuck;
import org.jspecify.annotations.Nullable;

/** Moments and sights for the tables. */
final class Situation {

	/** Our session. */
	static final String MINE = "session-mine";

	static final String OTHER = "session-other";

	/** An arbitrary instant, after which the clock overflows soon. */
	static final long NOW = Long.MAX_VALUE - Duration.ofMillis(1500).toNanos();

	static final long LOCK_DELAY = Duration.ofSeconds(2).toNanos();

	static final long GRACE = Duration.ofSeconds(20).toNanos();

	/** This process's share of every jitter, and what it makes of it. */
	static final double SPREAD = 0.5;

	static final long HERD = StateTimings.UNNAMED_SPREAD / 2;

	static final long NOT_NAMED = StateTimings.STAND_BACK + StateTimings.STAND_BACK / 2;

	/** How long we have seen without a gap, where that is not what a table is about. */
	private static final long AGES = Duration.ofHours(1).toNanos();

	static final Memory WANTED = Memory.BLANK.wanting(true);

	static final Memory UNWANTED = Memory.BLANK;

	/** Our term: number 7, token 70. */
	static final OwnTerm HELD = new OwnTerm(MINE, 7, 70);

	private Situation() {
	}

	static long millis(long count) {
		return Duration.ofMillis(count).toNanos();
	}

	static StateTimings rules(WhenStuck policy) {
		return new StateTimings(LOCK_DELAY, GRACE, SPREAD, policy);
	}

	static StepContext at(long now) {
		return at(now, WhenStuck.HOLD);
	}

	static StepContext at(long now, WhenStuck policy) {
		return new StepContext(now, MINE, rules(policy), now - AGES, true);
	}

	static StepContext in(@Nullable String session) {
		return in(session, NOW);
	}

	static StepContext in(@Nullable String session, long now) {
		return new StepContext(now, session, rules(WhenStuck.HOLD), now - AGES, true);
	}

	/** As one who sees without a gap since an instant. */
	static StepContext seeing(long since, long now) {
		return new StepContext(now, MINE, rules(WhenStuck.HOLD), since, true);
	}

	/** As one whom no quorum has answered for longer than it should have. */
	static StepContext dozing(long now) {
		return new StepContext(now, MINE, rules(WhenStuck.HOLD), now - AGES, false);
	}

	/** The record of a term that was not released cleanly. */
	static TermRecord begun(long n, String session) {
		return new TermRecord(n, session, "somebody", 2000, false, List.of());
	}

	static TermRecord released(long n, String session, String... next) {
		return begun(n, session).release(List.of(next));
	}

	static RoleSnapshot free(long index, TermRecord term) {
		return new RoleSnapshot(null, null, index, term, 1);
	}

	static RoleSnapshot held(String by, long index, TermRecord term, String... successors) {
		return new RoleSnapshot(by, new LockValue("somebody", null, 0, List.of(successors)), index, term, 1);
	}

	/** Our term as it should be seen. */
	static RoleSnapshot ours() {
		return held(MINE, HELD.token(), begun(HELD.n(), MINE));
	}

	/** An opening that another candidate left in order, with index 70, as if term 7. */
	static Vacancy inOrder() {
		return Vacancy.of(free(70, released(7, OTHER)), false, WANTED, at(NOW));
	}

	/** Everything but what our term looks like. */
	static List<RoleSnapshot> notOurs() {
		return List.of(RoleSnapshot.NOTHING, free(70, begun(7, MINE)), free(71, released(7, MINE)),
				held(OTHER, 71, begun(8, OTHER)), held(OTHER, 70, begun(7, MINE)), held(MINE, 71, begun(8, MINE)),
				held(MINE, 69, begun(7, MINE)), new RoleSnapshot(MINE, null, 0, null, 0));
	}

}
