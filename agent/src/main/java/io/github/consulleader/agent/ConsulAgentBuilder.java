package io.github.consulleader.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Options of a {@link ConsulAgent}.
 */
public final class ConsulAgentBuilder {

	private static final int PORT_TRIES = 5;

	private AgentMode mode = AgentMode.DEV;

	private String name = "agent-" + UUID.randomUUID().toString().substring(0, 8);

	private String datacenter = "dc1";

	private String address = "127.0.0.1";

	private int httpPort;

	private boolean https;

	private int bootstrapExpect = 1;

	private List<String> join = List.of();

	private @Nullable String gossipKey;

	private int raftMultiplier = 1;

	private String logLevel = "info";

	private final List<String> config = new ArrayList<>();

	private @Nullable String token;

	private @Nullable Path folder;

	private @Nullable Path binary;

	private boolean needsLeader = true;

	private Duration startTimeout = Duration.ofSeconds(30);

	private Duration stopTimeout = Duration.ofSeconds(8);

	ConsulAgentBuilder() {
	}

	/**
	 * Chooses the node name, by default a random one.
	 * @param name letters, digits and dashes
	 * @return this
	 */
	public ConsulAgentBuilder name(String name) {
		this.name = name;
		return this;
	}

	/**
	 * Chooses the datacenter, by default {@code dc1}.
	 * @param datacenter its name
	 * @return this
	 */
	public ConsulAgentBuilder datacenter(String datacenter) {
		this.datacenter = datacenter;
		return this;
	}

	/**
	 * Chooses the address to bind to and answer on, by default 127.0.0.1.
	 * @param address an IP address of this machine
	 * @return this
	 */
	public ConsulAgentBuilder address(String address) {
		this.address = address;
		return this;
	}

	/**
	 * Fixes the port of the HTTP API, by default a free one. If it is taken, the start
	 * fails with a {@link PortTakenException}.
	 * @param httpPort the port
	 * @return this
	 */
	public ConsulAgentBuilder httpPort(int httpPort) {
		if (httpPort < 1 || httpPort > 65535) {
			throw new IllegalArgumentException("httpPort must be 1 to 65535, not " + httpPort);
		}
		this.httpPort = httpPort;
		return this;
	}

	/**
	 * Opens the HTTPS API on a free port too, see {@link ConsulAgent#httpsPort()}. The
	 * certificate comes from {@link #config(String)}. The HTTP API stays open, since
	 * readiness is asked there.
	 * @return this
	 */
	public ConsulAgentBuilder https() {
		this.https = true;
		return this;
	}

	/**
	 * Lets it keep its data on disk, so that a stop and start, even a kill, loses
	 * nothing. Such an agent takes some seconds to elect itself. By default everything is
	 * in memory and gone with the process.
	 * @return this
	 */
	public ConsulAgentBuilder onDisk() {
		this.mode = AgentMode.SERVER;
		return this;
	}

	/**
	 * Keeps its data on disk in a folder that stays after {@link ConsulAgent#close()}.
	 * @param folder created where it does not exist; of one agent at a time
	 * @return this
	 */
	public ConsulAgentBuilder onDisk(Path folder) {
		this.folder = folder;
		return onDisk();
	}

	/**
	 * Adds configuration as Consul's own files have it, for ACLs, TLS, gossip and the
	 * like. May be called several times, the later overrides the earlier and our own.
	 * Address, ports and name are not to be changed this way.
	 * @param jsonOrHcl JSON if it begins with a brace, else HCL
	 * @return this
	 */
	public ConsulAgentBuilder config(String jsonOrHcl) {
		this.config.add(jsonOrHcl);
		return this;
	}

	/**
	 * Scales the time-outs of Raft, by default 1: an election within some 3 seconds.
	 * Consul's own default is 5.
	 * @param raftMultiplier 1 to 10
	 * @return this
	 */
	public ConsulAgentBuilder raftMultiplier(int raftMultiplier) {
		this.raftMultiplier = raftMultiplier;
		return this;
	}

	/**
	 * Chooses what it logs, by default {@code info}.
	 * @param logLevel a level of Consul's: trace, debug, info, warn or err
	 * @return this
	 */
	public ConsulAgentBuilder logLevel(String logLevel) {
		this.logLevel = logLevel;
		return this;
	}

	/**
	 * Gives an ACL token to readiness and {@link ConsulAgent#consul}, by default none.
	 * @param token its secret id
	 * @return this
	 */
	public ConsulAgentBuilder token(String token) {
		this.token = token;
		return this;
	}

	/**
	 * Names the executable, by default {@link ConsulBinary#find()} looks for one.
	 * @param binary its path
	 * @return this
	 */
	public ConsulAgentBuilder binary(Path binary) {
		this.binary = binary;
		return this;
	}

	/**
	 * Bounds the start, by default 30 seconds.
	 * @param startTimeout time until ready
	 * @return this
	 */
	public ConsulAgentBuilder startTimeout(Duration startTimeout) {
		this.startTimeout = startTimeout;
		return this;
	}

	/**
	 * Bounds a clean end, by default 8 seconds; after that it is ended by force.
	 * @param stopTimeout time from SIGTERM to SIGKILL
	 * @return this
	 */
	public ConsulAgentBuilder stopTimeout(Duration stopTimeout) {
		this.stopTimeout = stopTimeout;
		return this;
	}

	ConsulAgentBuilder member(AgentMode mode, int bootstrapExpect, List<String> join, String gossipKey) {
		this.mode = mode;
		this.bootstrapExpect = bootstrapExpect;
		this.join = List.copyOf(join);
		this.gossipKey = gossipKey;
		this.needsLeader = false;
		return this;
	}

	/**
	 * Starts the agent.
	 * @return a running agent that has a leader
	 * @throws PortTakenException if the fixed HTTP port is taken
	 * @throws ConsulNotFoundException if there is no executable
	 * @throws ConsulAgentException if it does not become ready in time
	 */
	public ConsulAgent start() {
		FreePorts free = new FreePorts(this.address);
		return start(executable(), () -> free.draw(this.httpPort, this.https));
	}

	ConsulAgent start(ConsulBinary found, Supplier<AgentPorts> ports) {
		for (int attempt = 1;; attempt++) {
			ConsulAgent agent = build(found, ports.get());
			try {
				agent.start();
				return agent;
			}
			catch (RuntimeException ex) {
				agent.close();
				boolean ours = this.httpPort == 0;
				if (!(ex instanceof PortTakenException) || !ours || attempt == PORT_TRIES) {
					throw ex;
				}
			}
		}
	}

	ConsulBinary executable() {
		return (this.binary != null) ? ConsulBinary.at(this.binary) : ConsulBinary.find();
	}

	ConsulAgent build(ConsulBinary found, AgentPorts ports) {
		return new ConsulAgent(found, options(), ports);
	}

	AgentOptions options() {
		return new AgentOptions(this.mode, this.name, this.datacenter, this.address, this.bootstrapExpect, this.join,
				this.gossipKey, this.raftMultiplier, this.logLevel, List.copyOf(this.config), this.token, this.folder,
				this.needsLeader, this.startTimeout, this.stopTimeout);
	}

}
