package io.github.consulleader.spring.actuate;

import java.util.function.Supplier;

import io.github.consulleader.LeaderElection;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Tells of this instance's roles: what it is in each, and who works.
 */
@Endpoint(id = "leadership")
public class LeadershipEndpoint {

	private final LeaderElection election;

	private final Supplier<@Nullable String> problem;

	/**
	 * Tells of an election.
	 * @param election the election
	 */
	public LeadershipEndpoint(LeaderElection election) {
		this(election, () -> null);
	}

	/**
	 * Tells of an election.
	 * @param election the election
	 * @param problem what keeps it from being held here, if anything does
	 */
	public LeadershipEndpoint(LeaderElection election, Supplier<@Nullable String> problem) {
		this.election = election;
		this.problem = problem;
	}

	/**
	 * Returns the locally known state; does no I/O.
	 * @return for people
	 */
	@ReadOperation
	public ElectionDescriptor leadership() {
		return ElectionDescriptor.of(this.election.status(), this.problem.get());
	}

}
