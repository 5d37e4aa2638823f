package io.github.consulleader.consul;

import java.time.Duration;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.agent.ConsulCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Three servers keep the contract, too, as seen through a client agent: what one server
 * answers from its memory has to cross two wires and a quorum here. Sessions may be short
 * on these servers, so that what their TTL does is seen in seconds.
 */
class HttpConsulClusterContractTests extends HttpContract implements LeaderChangeContract {

	private static final Duration SHORTEST_TTL = Duration.ofSeconds(2);

	private static ConsulCluster cluster;

	HttpConsulClusterContractTests() {
		super(cluster.clients().get(0).httpAddress());
	}

	@BeforeAll
	static void start() {
		cluster = ConsulCluster.builder()
			.clients(1)
			.config("session_ttl_min = \"" + SHORTEST_TTL.toSeconds() + "s\"")
			.start();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@Override
	public Duration shortestTtl() {
		return SHORTEST_TTL;
	}

	/** Holds the leader until another is found: no connection is lost by that. */
	@Override
	public void changeLeader() {
		ConsulAgent old = cluster.awaitLeader();
		old.pause();
		try {
			until("another server leads", () -> cluster.leader().isPresent());
		}
		finally {
			old.resume();
		}
		cluster.awaitLeader();
	}

}
