package io.github.consulleader.benchmarks.backend;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.agent.ConsulBinary;
import io.github.consulleader.agent.ConsulCluster;
import io.github.consulleader.benchmarks.contest.ConsulWire;
import io.github.consulleader.load.Census;
import org.jspecify.annotations.Nullable;

/**
 * A real Consul: one agent in memory, or three servers with disks of their own. Network
 * coordinates are off, since each of their updates is a Raft write that is not ours.
 */
public final class ConsulBackend implements Backend {

	private static final String CONFIG = """
			disable_coordinates = true
			limits { http_max_conns_per_client = 4000 }
			telemetry { prometheus_retention_time = "4h", disable_hostname = true }
			""";

	/** How often the state machine was told what, such as {@code consul_fsm_kvs}. */
	private static final Pattern APPLIED = Pattern
		.compile("(?m)^consul_fsm_([a-z_]+?)_count(?:\\{(?:op=\"([^\"]*)\")?[^}]*})? ([0-9.e+]+)$");

	private final List<ConsulAgent> agents;

	private final Runnable end;

	private final String description;

	private ConsulBackend(List<ConsulAgent> agents, Runnable end, String description) {
		this.agents = agents;
		this.end = end;
		this.description = "Consul " + ConsulBinary.find().version() + ", " + description;
	}

	/**
	 * Starts an agent in memory.
	 * @return one that answers
	 */
	public static ConsulBackend dev() {
		ConsulAgent agent = ConsulAgent.builder().config(CONFIG).start();
		return new ConsulBackend(List.of(agent), agent::close, "one agent in memory (-dev)");
	}

	/**
	 * Starts three servers. Places are spread over them.
	 * @return servers that have a leader
	 */
	public static ConsulBackend cluster() {
		ConsulCluster cluster = ConsulCluster.builder().servers(3).config(CONFIG).start();
		return new ConsulBackend(cluster.servers(), cluster::close, "three servers with disks");
	}

	/**
	 * Prepares {@code consul} with arguments.
	 * @param place where its agent is
	 * @param arguments of the command line
	 * @return a command to be started by the caller
	 */
	public ProcessBuilder command(int place, String... arguments) {
		return agent(place).consulCommand(arguments);
	}

	private ConsulAgent agent(int place) {
		return this.agents.get(place % this.agents.size());
	}

	/**
	 * Its processes.
	 * @return their ids
	 */
	public List<Long> pids() {
		return this.agents.stream().map(ConsulAgent::pid).toList();
	}

	/**
	 * The latest entry of the first server's Raft log, when it has stood still for a
	 * second.
	 * @return its index
	 */
	public long settledIndex() throws InterruptedException {
		long before = -1;
		for (long now = Census.raftIndex(uri(0)); now != before; now = Census.raftIndex(uri(0))) {
			before = now;
			new CountDownLatch(1).await(1, TimeUnit.SECONDS);
		}
		return before;
	}

	/**
	 * What the first server has applied of its Raft log since it started, by kind.
	 * @return how often what
	 */
	public Map<String, Long> applied() throws IOException, InterruptedException {
		String text = new ConsulWire(uri(0)).get("/v1/agent/metrics?format=prometheus").body();
		Map<String, Long> applied = new TreeMap<>();
		Matcher line = APPLIED.matcher(text);
		while (line.find()) {
			@Nullable String operation = line.group(2);
			applied.merge(line.group(1) + ((operation != null) ? " " + operation : ""),
					Math.round(Double.parseDouble(line.group(3))), Long::sum);
		}
		return applied;
	}

	/**
	 * What has been applied between two moments.
	 * @param before the earlier
	 * @param after the later
	 * @return what there was more of
	 */
	public static Map<String, Long> more(Map<String, Long> before, Map<String, Long> after) {
		Map<String, Long> more = new TreeMap<>(after);
		before.forEach((what, count) -> more.merge(what, -count, Long::sum));
		more.values().removeIf((count) -> count == 0);
		return more;
	}

	@Override
	public String address(int place) {
		return agent(place).httpAddress().toString();
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public void close() {
		this.end.run();
	}

}
