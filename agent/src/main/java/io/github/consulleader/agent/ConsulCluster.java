package io.github.consulleader.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Consul servers, and client agents if wanted, that form one cluster on loopback
 * addresses: each agent has an address of its own where the machine has a loopback
 * network (Linux), and ports of its own in any case. Servers keep their data on disk
 * until the cluster is closed.
 * <p>
 * The agents may be stopped, killed, paused and started again one by one. Their
 * {@link ConsulAgent#start()} returns when the process answers, since a single server
 * cannot bring a leader about; {@link #awaitLeader()} waits for that. A server that was
 * killed and started again votes only after some 10 seconds (Consul's
 * {@code server_stabilization_time}); until then three servers do not survive another
 * loss.
 */
public final class ConsulCluster implements AutoCloseable {

	private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(60);

	private final List<ConsulAgent> servers;

	private final List<ConsulAgent> clients;

	ConsulCluster(List<ConsulAgent> servers, List<ConsulAgent> clients) {
		this.servers = List.copyOf(servers);
		this.clients = List.copyOf(clients);
	}

	/**
	 * Starts servers without clients.
	 * @param servers how many
	 * @return a cluster that has a leader
	 * @throws ConsulNotFoundException if there is no executable
	 * @throws ConsulAgentException if it does not become ready in time
	 */
	public static ConsulCluster of(int servers) {
		return builder().servers(servers).start();
	}

	/**
	 * Lets options be chosen.
	 * @return a builder for three servers without clients
	 */
	public static ConsulClusterBuilder builder() {
		return new ConsulClusterBuilder();
	}

	void start(Duration timeout) {
		agents().forEach(ConsulAgent::launch);
		agents().forEach(ConsulAgent::awaitReady);
		awaitLeader(timeout);
	}

	/**
	 * The servers, also those that do not run.
	 * @return in the order of their names, {@code server-1} first
	 */
	public List<ConsulAgent> servers() {
		return this.servers;
	}

	/**
	 * The client agents, also those that do not run.
	 * @return in the order of their names, {@code client-1} first
	 */
	public List<ConsulAgent> clients() {
		return this.clients;
	}

	/**
	 * The server that leads at this moment: it believes so, and a quorum confirms it.
	 * Servers that were paused, or do not answer within 2 seconds, are passed over.
	 * @return the Raft leader, or empty if there is none
	 */
	public Optional<ConsulAgent> leader() {
		return running(this.servers).filter((server) -> server.http().believedLeader().equals(server.serverAddress()))
			.filter((server) -> server.http().isQuorumChecked())
			.findFirst();
	}

	/**
	 * Waits for 60 seconds at most, see {@link #awaitLeader(Duration)}.
	 * @return the Raft leader
	 */
	public ConsulAgent awaitLeader() {
		return awaitLeader(LEADER_TIMEOUT);
	}

	/**
	 * Waits until all servers that run name the same leader, it is one of them, and a
	 * {@code ?consistent} read is answered by every agent that runs. An agent that is
	 * paused does not count as running.
	 * @param timeout how long at most
	 * @return the Raft leader
	 * @throws ConsulAgentException if that does not happen in time
	 */
	public ConsulAgent awaitLeader(Duration timeout) {
		Deadline deadline = Deadline.in(timeout);
		while (true) {
			Set<String> beliefs = new HashSet<>();
			running(this.servers).forEach((server) -> beliefs.add(server.http().believedLeader()));
			Optional<ConsulAgent> leader = running(this.servers)
				.filter((server) -> beliefs.equals(Set.of(server.serverAddress())))
				.findFirst();
			if (leader.isPresent() && running(agents()).allMatch((agent) -> agent.http().isQuorumChecked())) {
				return leader.get();
			}
			if (deadline.isOver()) {
				throw new ConsulAgentException(
						"The servers did not agree on one leader within " + timeout + "; they named " + beliefs);
			}
			deadline.pause();
		}
	}

	private static Stream<ConsulAgent> running(List<ConsulAgent> agents) {
		return agents.stream().filter(ConsulAgent::canAnswer);
	}

	private List<ConsulAgent> agents() {
		return Stream.concat(this.servers.stream(), this.clients.stream()).toList();
	}

	/**
	 * Ends all agents, the whole cluster at once, and removes their folders.
	 */
	@Override
	public void close() {
		List<RuntimeException> failures = new ArrayList<>();
		// There is no cluster left that a member could leave in order.
		for (ConsulAgent agent : agents()) {
			try {
				agent.kill();
				agent.close();
			}
			catch (RuntimeException ex) {
				failures.add(ex);
			}
		}
		if (!failures.isEmpty()) {
			RuntimeException first = failures.get(0);
			failures.stream().skip(1).forEach(first::addSuppressed);
			throw first;
		}
	}

}
