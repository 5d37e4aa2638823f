package io.github.consulleader.engine;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a role has read since it was joined, beyond what its state remembers: how long
 * others believe, and since when it looks at all. The process may have been looking for
 * longer, at other roles: what happened to this one it has not noticed. Event loop only.
 */
final class ObservationHistory {

	/** As read from the term record: an operator may have removed it since. */
	private long longestDelay;

	private long since;

	private long number;

	private @Nullable String session;

	private long origin;

	private boolean begun;

	/** In which session of ours something of the past was seen. */
	private @Nullable String setBackIn;

	private @Nullable String listedAs;

	/**
	 * Learns how long somebody believes, also from an answer that is too old to say
	 * anything else: the record may be gone before there is a newer one.
	 */
	void heard(RoleSnapshot seen) {
		this.longestDelay = Math.max(this.longestDelay, seen.recordedDelay());
	}

	void saw(RoleSnapshot seen, StepContext moment) {
		boolean setBack = this.begun && isFromThePast(seen);
		if (setBack) {
			this.setBackIn = moment.session();
		}
		if (!this.begun || setBack) {
			this.begun = true;
			this.since = moment.now();
		}
		if (seen.holder() != null) {
			this.listedAs = moment.session();
		}
		this.number = seen.nextNumber();
		this.session = session(seen);
		this.origin = seen.origin();
	}

	/**
	 * Terms count up in one record, and each is of one session. After a restored snapshot
	 * even a hand over that is carried out now may be one of the past: its guard holds,
	 * as the index has come back, too, while the worker of a term that is no more still
	 * believes. Another record counts for itself: which of the two is the older cannot be
	 * told from their numbers.
	 */
	private boolean isFromThePast(RoleSnapshot seen) {
		return seen.origin() != this.origin || seen.nextNumber() < this.number
				|| (seen.nextNumber() == this.number && !Objects.equals(session(seen), this.session));
	}

	private static @Nullable String session(RoleSnapshot seen) {
		return (seen.term() != null) ? seen.term().session() : null;
	}

	/** What the process knows, as far as it is true of this role. */
	StepContext of(StepContext moment) {
		StepContext known = moment.informedAtMostSince(this.begun ? this.since : moment.now())
			.withLockDelay(this.longestDelay)
			.listed(Objects.equals(moment.session(), this.listedAs));
		boolean setBack = this.setBackIn != null && this.setBackIn.equals(moment.session());
		return setBack ? known.untold() : known;
	}

}
