package io.github.consulleader.spring.election;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.LeaderWork;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.Term;

/**
 * A handle whose work sees its term as the current one.
 *
 * @param target the election's own handle
 * @param current where the term is to be seen
 */
record TermAwareLeadership(Leadership target, CurrentTerm current) implements Leadership {

	@Override
	public Role role() {
		return this.target.role();
	}

	@Override
	public boolean isLeader() {
		return this.target.isLeader();
	}

	@Override
	public Optional<Term> term() {
		return this.target.term();
	}

	@Override
	public <E extends Exception> boolean runIfLeader(LeaderWork<E> work) throws E {
		LeaderWork<E> inside = (term) -> {
			Term outer = this.current.enter(term);
			try {
				work.run(term);
			}
			finally {
				this.current.leave(outer);
			}
		};
		return this.target.runIfLeader(inside);
	}

	@Override
	public CompletableFuture<HandOver> yieldRole() {
		return this.target.yieldRole();
	}

	@Override
	public CompletableFuture<HandOver> handOverTo(String instance) {
		return this.target.handOverTo(instance);
	}

	@Override
	public CompletableFuture<Void> pause() {
		return this.target.pause();
	}

	@Override
	public void resume() {
		this.target.resume();
	}

	@Override
	public RoleStatus status() {
		return this.target.status();
	}

}
