package io.github.consulleader.spring.election;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.LeaderWork;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.Term;

/**
 * A role of an application that holds no election: never granted.
 *
 * @param role the role
 * @param why what turned elections off, for people
 */
record OffLeadership(Role role, String why) implements Leadership {

	/** Turned off by the property that is there for it. */
	OffLeadership(Role role) {
		this(role, "consul.leader.enabled=false");
	}

	@Override
	public boolean isLeader() {
		return false;
	}

	@Override
	public Optional<Term> term() {
		return Optional.empty();
	}

	@Override
	public <E extends Exception> boolean runIfLeader(LeaderWork<E> work) {
		return false;
	}

	@Override
	public CompletableFuture<HandOver> yieldRole() {
		return CompletableFuture.completedFuture(HandOver.NOT_WORKER);
	}

	@Override
	public CompletableFuture<HandOver> handOverTo(String instance) {
		return CompletableFuture.completedFuture(HandOver.NOT_WORKER);
	}

	@Override
	public CompletableFuture<Void> pause() {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void resume() {
		// It does not campaign anyway.
	}

	@Override
	public RoleStatus status() {
		return new RoleStatus(this.role, RoleStatus.State.OFF, Instant.EPOCH, null, null, null, this.why);
	}

}
