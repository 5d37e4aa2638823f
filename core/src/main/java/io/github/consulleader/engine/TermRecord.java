package io.github.consulleader.engine;

import java.util.List;
import java.util.Objects;

/**
 * The permanent trace of a role's terms: what a candidate must know to take the role
 * safely.
 *
 * @param n counts terms up from 1; makes every write a change, because writing an
 * identical value does not move the index
 * @param session the session that began the term
 * @param instance display identity of its process
 * @param lockDelay that session's lock-delay in milliseconds: how long a candidate
 * watches the lock without a holder
 * @param released whether the term was ended in order, after its work had stopped
 * @param next ids of the sessions that are to try first, in order
 */
record TermRecord(long n, String session, String instance, long lockDelay, boolean released, List<String> next) {

	TermRecord {
		Objects.requireNonNull(session);
		Objects.requireNonNull(instance);
		next = List.copyOf(next);
	}

	TermRecord release(List<String> successors) {
		return new TermRecord(this.n, this.session, this.instance, this.lockDelay, true, successors);
	}

}
