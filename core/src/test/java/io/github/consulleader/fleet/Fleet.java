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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Some processes that want the same roles, each over its own wire and client agent.
 */
final class Fleet implements AutoCloseable {

	/** For what only has to happen at last, also on a machine that has other work. */
	static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ConsulCluster cluster;

	private final FleetPlan plan;

	private final Witness witness;

	private final List<Member> members = new ArrayList<>();

	/**
	 * Starts a fleet, a process for each client agent.
	 * @param cluster on which it lives; not closed with it
	 * @param plan what all have in common
	 */
	Fleet(ConsulCluster cluster, FleetPlan plan) {
		this.cluster = cluster;
		this.plan = plan;
		this.witness = new Witness(plan.logs().resolve(plan.scope() + "-timeline.log"));
		for (ConsulAgent client : cluster.clients()) {
			String place = "instance" + client.nodeName().replace("client", "");
			this.members.add(new Member(place, plan, new Wire(client.httpAddress()), this.witness));
		}
		this.members.forEach(Member::start);
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
		return new Operator(this::anyServer, this.plan.scope());
	}

	private URI anyServer() {
		return this.cluster.servers()
			.stream()
			.filter(ConsulAgent::isAlive)
			.findFirst()
			.map(ConsulAgent::httpAddress)
			.orElseThrow();
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
