package io.github.consulleader.agent;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Options of a {@link ConsulCluster}.
 */
public final class ConsulClusterBuilder {

	private static final int PORT_TRIES = 5;

	private final SecureRandom random = new SecureRandom();

	private int servers = 3;

	private int clients;

	private String datacenter = "dc1";

	private int raftMultiplier = 1;

	private String logLevel = "info";

	private final List<String> config = new ArrayList<>();

	private @Nullable String token;

	private @Nullable Path binary;

	private Duration startTimeout = Duration.ofSeconds(60);

	ConsulClusterBuilder() {
	}

	/**
	 * Chooses the number of servers, by default 3.
	 * @param servers at least 1; an even number tolerates no more failures than one less
	 * @return this
	 */
	public ConsulClusterBuilder servers(int servers) {
		if (servers < 1 || servers > 20) {
			throw new IllegalArgumentException("servers must be 1 to 20, not " + servers);
		}
		this.servers = servers;
		return this;
	}

	/**
	 * Chooses the number of client agents, by default none.
	 * @param clients at least 0
	 * @return this
	 */
	public ConsulClusterBuilder clients(int clients) {
		if (clients < 0 || clients > 200) {
			throw new IllegalArgumentException("clients must be 0 to 200, not " + clients);
		}
		this.clients = clients;
		return this;
	}

	/**
	 * Chooses the datacenter, by default {@code dc1}.
	 * @param datacenter its name
	 * @return this
	 */
	public ConsulClusterBuilder datacenter(String datacenter) {
		this.datacenter = datacenter;
		return this;
	}

	/**
	 * Scales the time-outs of Raft, by default 1: a killed leader is replaced within some
	 * 4 seconds. Consul's own default is 5: up to 18 seconds.
	 * @param raftMultiplier 1 to 10
	 * @return this
	 */
	public ConsulClusterBuilder raftMultiplier(int raftMultiplier) {
		this.raftMultiplier = raftMultiplier;
		return this;
	}

	/**
	 * Chooses what the agents log, by default {@code info}.
	 * @param logLevel a level of Consul's: trace, debug, info, warn or err
	 * @return this
	 */
	public ConsulClusterBuilder logLevel(String logLevel) {
		this.logLevel = logLevel;
		return this;
	}

	/**
	 * Adds configuration to every agent, see {@link ConsulAgentBuilder#config(String)}.
	 * @param jsonOrHcl JSON if it begins with a brace, else HCL
	 * @return this
	 */
	public ConsulClusterBuilder config(String jsonOrHcl) {
		this.config.add(jsonOrHcl);
		return this;
	}

	/**
	 * Gives an ACL token to readiness and {@link ConsulAgent#consul}, by default none.
	 * @param token its secret id
	 * @return this
	 */
	public ConsulClusterBuilder token(String token) {
		this.token = token;
		return this;
	}

	/**
	 * Names the executable, by default {@link ConsulBinary#find()} looks for one.
	 * @param binary its path
	 * @return this
	 */
	public ConsulClusterBuilder binary(Path binary) {
		this.binary = binary;
		return this;
	}

	/**
	 * Bounds the start, by default 60 seconds.
	 * @param startTimeout time until all agree on a leader
	 * @return this
	 */
	public ConsulClusterBuilder startTimeout(Duration startTimeout) {
		this.startTimeout = startTimeout;
		return this;
	}

	/**
	 * Starts the cluster.
	 * @return a cluster whose servers agree on a leader and whose agents all answer
	 * @throws ConsulNotFoundException if there is no executable
	 * @throws ConsulAgentException if it does not become ready in time
	 */
	public ConsulCluster start() {
		ConsulBinary found = (this.binary != null) ? ConsulBinary.at(this.binary) : ConsulBinary.find();
		for (int attempt = 1;; attempt++) {
			ConsulCluster cluster = build(found);
			try {
				cluster.start(this.startTimeout);
				return cluster;
			}
			catch (RuntimeException ex) {
				cluster.close();
				if (!(ex instanceof PortTakenException) || attempt == PORT_TRIES) {
					throw ex;
				}
			}
		}
	}

	private ConsulCluster build(ConsulBinary found) {
		int network = 1 + this.random.nextInt(254);
		List<String> addresses = new ArrayList<>();
		List<AgentPorts> ports = new ArrayList<>();
		// One for all: on a machine with a single loopback address the ports must differ.
		List<String> join = new ArrayList<>();
		FreePorts free = new FreePorts(FreePorts.loopback(network, 1));
		for (int i = 0; i < this.servers + this.clients; i++) {
			String address = FreePorts.loopback(network, i + 1);
			AgentPorts drawn = free.draw(0, false);
			addresses.add(address);
			ports.add(drawn);
			if (i < this.servers) {
				join.add(address + ":" + drawn.serfLan());
			}
		}
		String gossipKey = gossipKey();
		List<ConsulAgent> agents = new ArrayList<>();
		for (int i = 0; i < addresses.size(); i++) {
			agents.add(agent(i, addresses.get(i), join, gossipKey).build(found, ports.get(i)));
		}
		return new ConsulCluster(agents.subList(0, this.servers), agents.subList(this.servers, agents.size()));
	}

	// A key of its own for each cluster: an address that was another cluster's a moment
	// ago must not bring the two together.
	private String gossipKey() {
		byte[] key = new byte[32];
		this.random.nextBytes(key);
		return Base64.getEncoder().encodeToString(key);
	}

	private ConsulAgentBuilder agent(int index, String address, List<String> join, String gossipKey) {
		boolean server = index < this.servers;
		String name = server ? "server-" + (index + 1) : "client-" + (index - this.servers + 1);
		ConsulAgentBuilder agent = new ConsulAgentBuilder().name(name)
			.address(address)
			.datacenter(this.datacenter)
			.raftMultiplier(this.raftMultiplier)
			.logLevel(this.logLevel)
			.startTimeout(this.startTimeout)
			.member(server ? AgentMode.SERVER : AgentMode.CLIENT, this.servers, join, gossipKey);
		this.config.forEach(agent::config);
		if (this.token != null) {
			agent.token(this.token);
		}
		return agent;
	}

}
