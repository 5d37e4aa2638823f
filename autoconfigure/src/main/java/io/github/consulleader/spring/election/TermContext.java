package io.github.consulleader.spring.election;

import java.util.Optional;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Term;
import io.github.consulleader.spring.LeaderContext;

/**
 * A term as an event's listener sees it.
 *
 * @param leadership the handle on the role
 * @param term the term
 * @param revocation why it ended, empty if it has just begun
 */
record TermContext(Leadership leadership, Term term, Optional<Revocation> revocation) implements LeaderContext {

	@Override
	public boolean isLeader() {
		return this.revocation.isEmpty() && this.leadership.term().filter(this.term::equals).isPresent();
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void yield() {
		if (isLeader()) {
			this.leadership.yieldRole();
		}
	}

	@Override
	public String getRole() {
		return this.term.role().name();
	}

}
