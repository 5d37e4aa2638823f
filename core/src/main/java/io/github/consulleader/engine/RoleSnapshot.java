package io.github.consulleader.engine;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The whole truth about a role as one answer of Consul showed it.
 *
 * @param holder the session that holds the lock, or {@code null} if the lock is free
 * @param lock the lock's value, if there is one and it is ours to read
 * @param termIndex modify index of the term record, 0 if there is none
 * @param term the term record, if there is one and it is ours to read
 * @param origin create index of the term record, 0 if there is none: it stays while terms
 * are counted on, and is another one when a record was deleted and they begin anew
 */
record RoleSnapshot(@Nullable String holder, @Nullable LockValue lock, long termIndex, @Nullable TermRecord term,
		long origin) {

	static final RoleSnapshot NOTHING = new RoleSnapshot(null, null, 0, null, 0);

	boolean showsHeld(@Nullable String session, long token) {
		return session != null && session.equals(this.holder) && this.termIndex == token;
	}

	/** The recorded lock-delay in nanoseconds, 0 if there is none. */
	long recordedDelay() {
		return (this.term != null) ? TimeUnit.MILLISECONDS.toNanos(this.term.lockDelay()) : 0;
	}

	/** Whether the record shows that this very term was released cleanly. */
	boolean showsReleased(OwnTerm held) {
		return this.term != null && this.term.released() && this.term.n() == held.n()
				&& this.term.session().equals(held.session());
	}

	/** The number that a term after this one has. */
	long nextNumber() {
		return (this.term != null) ? this.term.n() + 1 : 1;
	}

}
