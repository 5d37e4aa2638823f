package io.github.consulleader.spring;

import java.util.Optional;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Term;

import org.springframework.integration.leader.Context;

/**
 * The context of the {@code OnGrantedEvent} and {@code OnRevokedEvent} that an election
 * publishes. It belongs to one term: once that has ended, {@link #isLeader()} is
 * {@code false} for good and {@link #yield()} does nothing, whatever terms follow.
 */
public interface LeaderContext extends Context {

	/**
	 * Returns the term, with its fencing token.
	 * @return the term that has begun or ended
	 */
	Term term();

	/**
	 * Returns why the term ended.
	 * @return empty inside {@code OnGrantedEvent}
	 */
	Optional<Revocation> revocation();

	/** The role's name. */
	@Override
	String getRole();

	/** Hands the role over and stands back for a cool-down. Returns at once. */
	@Override
	void yield();

}
