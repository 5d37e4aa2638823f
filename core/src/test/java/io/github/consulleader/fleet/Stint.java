package io.github.consulleader.fleet;

import io.github.consulleader.role.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * All that the witness knows of one term.
 */
final class Stint {

	private final String instance;

	private final long number;

	private final long token;

	private long from;

	private long until;

	private long workEnded;

	private boolean interrupted;

	private long revokedAt;

	private @Nullable Revocation reason;

	Stint(String instance, long number, long token) {
		this.instance = instance;
		this.number = number;
		this.token = token;
	}

	String instance() {
		return this.instance;
	}

	long token() {
		return this.token;
	}

	/** The first moment at which it was certainly believed in. */
	long from() {
		return this.from;
	}

	/** The last such moment so far. */
	long until() {
		return this.until;
	}

	boolean wasBelieved() {
		return this.until > this.from;
	}

	void believed(long first, long last) {
		if (this.from == 0 || first < this.from) {
			this.from = first;
		}
		this.until = Math.max(this.until, last);
	}

	void workEnded(long at, boolean wasInterrupted) {
		this.workEnded = Math.max(this.workEnded, at);
		this.interrupted |= wasInterrupted;
	}

	void revoked(long at, Revocation why) {
		this.revokedAt = at;
		this.reason = why;
	}

	@Nullable Revocation reason() {
		return this.reason;
	}

	/** For how long both were believed in at the same time; not positive if never. */
	long overlap(Stint other) {
		if (!wasBelieved() || !other.wasBelieved()) {
			return 0;
		}
		return Math.min(this.until, other.until) - Math.max(this.from, other.from);
	}

	/** Whether it was given up and drained in peace, so that nothing may outlast it. */
	boolean endedInOrder() {
		return this.reason != null && this.reason.isVoluntary() && !this.interrupted;
	}

	/** When the last bit of its work or of its revoke callback was over. */
	long over() {
		return Math.max(this.workEnded, this.revokedAt);
	}

	@Override
	public String toString() {
		return "term " + this.number + " (token " + this.token + ") of " + this.instance;
	}

}
