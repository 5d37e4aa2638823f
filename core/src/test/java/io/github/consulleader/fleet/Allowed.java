package io.github.consulleader.fleet;

import java.time.Duration;

import io.github.consulleader.role.Timings;

/** How long a role may be without worker, and since when that counts. */
enum Allowed {

	/** From the fault on: the bound that the product prints. */
	TAKE_OVER,

	/**
	 * From the fault on: nobody may lose a role by it. What is left is the age of the
	 * latest report that the witness has.
	 */
	NOTHING,

	/**
	 * From the fault on: an agent may not tell the servers that a check fails whose token
	 * is no more, so the session ends by its TTL alone.
	 */
	UNCHECKED,

	/** From the fault on: gossip takes 8 s to notice, then lock-delay. */
	GOSSIP,

	/** From when all is whole again: the printed bound. */
	AFTERWARDS,

	/**
	 * From when all is whole again, but requests stayed without answer meanwhile: after
	 * three of a kind the wire sends no more for up to 10 s. Then the printed bound.
	 */
	UNANSWERED;

	boolean countsAfterwards() {
		return this == AFTERWARDS || this == UNANSWERED;
	}

	Duration bound(Timings timings) {
		return switch (this) {
			case TAKE_OVER, AFTERWARDS -> timings.worstCaseTakeOver();
			case NOTHING -> Witness.FRESH;
			case UNCHECKED -> timings.worstCaseTakeOverWithoutCheck();
			case GOSSIP -> GOSSIP_NOTICES.plus(timings.lockDelay()).plusMillis(250);
			case UNANSWERED -> timings.worstCaseTakeOver().plus(WIRE_WAITS);
		};
	}

	private static final Duration GOSSIP_NOTICES = Duration.ofSeconds(8);

	private static final Duration WIRE_WAITS = Duration.ofSeconds(3);

}
