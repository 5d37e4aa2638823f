package io.github.consulleader.fleet;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.agent.ConsulCluster;
import io.github.consulleader.agent.ConsulClusterBuilder;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Some processes that want the same roles, each over its own wire and client agent.
 */
final class Fleet implements AutoCloseable {

	/** For what only has to happen at last, also on a machine that has other work. */
	static final Duration PATIENCE = Duration.ofSeconds(60);

	/**
	 * An agent that has met servers syncs all that it knows within 3 s, and once more
	 * within another 3 s if it met several. A registration that meets such a sync keeps
	 * it from telling the servers of an expired check for 15 to 30 s (Consul's
	 * {@code agent/ae}; seen as 16.7 s without worker).
	 */
	private static final Duration FIRST_SYNCS = Duration.ofSeconds(6);

	private final ConsulCluster cluster;

	private final FleetPlan plan;

	private final @Nullable Tokens tokens;

	private final Witness witness;

	private final List<Member> members = new ArrayList<>();

	/**
	 * Starts a fleet, a process for each client agent, on a cluster without ACLs.
	 * @param cluster on which it lives; not closed with it
	 * @param plan what all have in common
	 */
	Fleet(ConsulCluster cluster, FleetPlan plan) {
		this(cluster, plan, null);
	}

	/**
	 * Starts a fleet, a process for each client agent.
	 * @param cluster on which it lives; not closed with it
	 * @param plan what all have in common
	 * @param management what may do everything where others need {@link Tokens}, or
	 * {@code null}
	 */
	Fleet(ConsulCluster cluster, FleetPlan plan, @Nullable String management) {
		this.cluster = cluster;
		this.plan = plan;
		this.tokens = (management != null) ? new Tokens(this::runningServers, plan.scope(), management, plan.logs())
				: null;
		this.witness = new Witness(plan.logs().resolve(plan.scope() + "-timeline.log"));
		for (ConsulAgent client : cluster.clients()) {
			String place = "instance" + client.nodeName().replace("client", "");
			this.members.add(new Member(place, planOf(place), new Wire(client.httpAddress()), this.witness));
		}
		Threads.pass(FIRST_SYNCS);
		this.members.forEach(Member::start);
	}

	private FleetPlan planOf(String place) {
		if (this.tokens == null) {
			return this.plan;
		}
		this.tokens.give(place);
		return this.plan.withToken(this.tokens.file(place));
	}

	/**
	 * Servers that vote again soon after a restart, so that they can be killed in a row.
	 */
	static ConsulClusterBuilder cluster() {
		return ConsulCluster.builder()
			.servers(3)
			.clients(3)
			.config("{\"autopilot\": {\"server_stabilization_time\": \"500ms\"}}");
	}

	/** The same, but who has no token may do nothing. */
	static ConsulClusterBuilder cluster(String management) {
		return cluster().token(management).config(Tokens.config(management));
	}

	ConsulCluster consul() {
		return this.cluster;
	}

	FleetPlan plan() {
		return this.plan;
	}

	List<String> roles() {
		return this.plan.roles();
	}

	Witness witness() {
		return this.witness;
	}

	List<Member> members() {
		return this.members;
	}

	/** An operator who asks whichever server runs. */
	Operator operator() {
		return (this.tokens != null) ? this.tokens.operator()
				: new Operator(() -> runningServers().get(0), this.plan.scope());
	}

	private List<URI> runningServers() {
		return this.cluster.servers().stream().filter(ConsulAgent::isAlive).map(ConsulAgent::httpAddress).toList();
	}

	/** The tokens of a fleet that was started with them. */
	Tokens tokens() {
		if (this.tokens == null) {
			throw new IllegalStateException("Nobody here needs a token");
		}
		return this.tokens;
	}

	/** Waits until the worker knows both others as its successors. */
	void awaitSuccessors(String role) {
		Operator operator = operator();
		await().atMost(PATIENCE).until(() -> operator.successors(role) == this.members.size() - 1);
	}

	/** The client agent of a member. */
	ConsulAgent agentOf(Member member) {
		return this.cluster.clients().get(this.members.indexOf(member));
	}

	/** The member whose process works in a role at this moment. */
	Optional<Member> worker(String role) {
		return this.witness.current(role)
			.flatMap((stint) -> this.members.stream()
				.filter((member) -> member.instance().equals(stint.instance()))
				.findFirst());
	}

	Member awaitWorker(String role) {
		return await().atMost(PATIENCE).until(() -> worker(role), Optional::isPresent).orElseThrow();
	}

	/** Waits for a term of a role later than another. */
	Stint awaitTermAfter(String role, Stint before) {
		return await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.witness.latest(role).filter((stint) -> stint.token() > before.token()),
					Optional::isPresent)
			.orElseThrow();
	}

	/** Whether each role has a worker at this moment. */
	boolean isStaffed() {
		return this.plan.roles().stream().allMatch((role) -> this.witness.current(role).isPresent());
	}

	void awaitStaffed() {
		await().atMost(PATIENCE).until(this::isStaffed);
	}

	/** Puts everything right: agents and processes run, wires are whole. */
	void repair() {
		for (ConsulAgent agent : Stream.concat(this.cluster.servers().stream(), this.cluster.clients().stream())
			.toList()) {
			agent.start();
			agent.resume();
		}
		for (Member member : this.members) {
			member.wire().set(Wire.Mode.WHOLE);
			member.start();
			member.resume();
		}
		this.cluster.awaitLeader();
	}

	/** Fails with the last events if any promise was broken. */
	void verify() {
		assertThat(this.witness.violations()).as(this.witness::timeline).isEmpty();
	}

	@Override
	public void close() {
		this.members.forEach(Member::close);
		this.witness.close();
	}

}
