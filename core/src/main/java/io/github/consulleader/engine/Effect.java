package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;

/**
 * The only ways in which a state touches the world.
 */
sealed interface Effect {

	/**
	 * Begin a term by one transaction guarded by the term record's index.
	 *
	 * @param termIndex the index as seen, 0 if there was no record
	 * @param n the number of the term to begin
	 * @param own whether the lock is held by our session already (take again) or is free
	 * (take)
	 * @param first whether we are first in line, so that the try may share a transaction
	 * with others
	 */
	record Take(long termIndex, long n, boolean own, boolean first) implements Effect {
	}

	/**
	 * Write a role's first term record, that of no term: its index is unique, so that
	 * whoever counts from it cannot mistake a later absence for the earlier one.
	 */
	record CreateRecord() implements Effect {
	}

	/**
	 * End our term cleanly, by one transaction guarded by its token, naming the
	 * successors.
	 *
	 * @param held the term
	 */
	record HandOver(OwnTerm held) implements Effect {
	}

	/**
	 * Give up a lock that our session holds without a term of ours, guarded by the term
	 * record's index. Not recorded as a clean release, so that candidates wait for
	 * somebody who may still believe.
	 *
	 * @param termIndex the index as seen, 0 if there was no record
	 * @param n the number to leave behind, higher than the one seen
	 */
	record ReleaseStray(long termIndex, long n) implements Effect {

		static ReleaseStray of(RoleSnapshot seen) {
			return new ReleaseStray(seen.termIndex(), seen.nextNumber());
		}

	}

	/**
	 * A quorum showed our session and token: confidence counts from when that was asked.
	 */
	record Confirm() implements Effect {
	}

	/**
	 * Tell the user that the term has begun.
	 *
	 * @param held the term
	 */
	record Grant(OwnTerm held) implements Effect {
	}

	/**
	 * Tell the user that the term has ended, and wait for the work.
	 *
	 * @param reason why
	 */
	record Revoke(Revocation reason) implements Effect {
	}

	/** Interrupt the work that is still running. */
	record Interrupt() implements Effect {
	}

	/** Report that the work will not end. */
	record Stuck() implements Effect {
	}

	/** End the process. */
	record Exit() implements Effect {
	}

	/** Ask a quorum what is true now. */
	record QuorumRead() implements Effect {
	}

	/** Find out soon whether the session still lives. */
	record SuspectSession() implements Effect {
	}

	/**
	 * A term is over for good: nothing of it is left here.
	 *
	 * @param handedOver whether we released it cleanly
	 */
	record TermOver(boolean handedOver) implements Effect {
	}

}
