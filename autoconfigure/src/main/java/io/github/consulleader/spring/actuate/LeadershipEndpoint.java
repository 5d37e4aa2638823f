package io.github.consulleader.spring.actuate;

import io.github.consulleader.LeaderElection;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Tells of this instance's roles: what it is in each, and who works.
 */
@Endpoint(id = "leadership")
public class LeadershipEndpoint {

	private final LeaderElection election;

	/**
	 * Tells of an election.
	 * @param election the election
	 */
	public LeadershipEndpoint(LeaderElection election) {
		this.election = election;
	}

	/**
	 * Tells what is known at this moment. Asks nobody.
	 * @return for people
	 */
	@ReadOperation
	public ElectionDescriptor leadership() {
		return ElectionDescriptor.of(this.election.status());
	}

}
