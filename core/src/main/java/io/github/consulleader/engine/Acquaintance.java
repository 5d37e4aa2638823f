package io.github.consulleader.engine;

/**
 * What a role has read since it was joined, beyond what its state remembers: how long
 * others believe, and since when it looks at all. The process may have been looking for
 * longer, at other roles: what happened to this one it has not noticed. Event loop only.
 */
final class Acquaintance {

	/** As read from the term record: an operator may have removed it since. */
	private long longestDelay;

	private long since;

	private boolean begun;

	void saw(Seen seen, long now) {
		this.longestDelay = Math.max(this.longestDelay, seen.recordedDelay());
		if (!this.begun) {
			this.begun = true;
			this.since = now;
		}
	}

	/** What the process knows, as far as it is true of this role. */
	Moment of(Moment moment) {
		return moment.informedAtMostSince(this.begun ? this.since : moment.now()).withLockDelay(this.longestDelay);
	}

}
