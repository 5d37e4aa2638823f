package io.github.consulleader.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whole machines that nobody can reach any more. */
@Tag("fleet")
class CutMachineTests {

	private static final String ROLE = "red";

	private static final Timings TIMINGS = Pace.BRISK.timings();

	private final Map<Member, Machine> machines = new HashMap<>();

	private Network network;

	private ConsulAgent server;

	private Witness witness;

	@BeforeEach
	void start(@TempDir Path folder) throws IOException {
		try {
			this.network = new Network();
			this.network.add(0);
		}
		catch (IllegalStateException ex) {
			Assumptions.abort("this machine permits no network namespaces: " + ex.getMessage());
		}
		FleetPlan plan = FleetPlan.of("machines", List.of(ROLE), Pace.BRISK);
		this.witness = new Witness(plan.logs().resolve("machines-timeline.log"),
				InetAddress.getByName(this.network.gateway()));
		this.server = ConsulAgent.builder()
			.name("server")
			.address(this.network.gateway())
			.config(Network.CONSUL_CONFIG)
			.config("ports { serf_lan = 8301, server = 8300 }")
			.start();
		for (int host = 1; host <= 2; host++) {
			Machine machine = new Machine(this.network.add(host), this.network.addressOf(host), this.witness,
					this.server.binary(), this.network.gateway() + ":8301",
					Files.createDirectory(folder.resolve("machine-" + host)));
			Member member = new Member("machine-" + host, plan, URI.create("http://" + machine.address() + ":8500"),
					this.witness, machine.prefix());
			this.machines.put(member, machine);
			member.start();
		}
	}

	@AfterEach
	void stop() throws IOException {
		this.machines.keySet().forEach(Member::close);
		for (Machine machine : this.machines.values()) {
			machine.close();
		}
		if (this.server != null) {
			this.server.close();
			this.witness.close();
		}
		if (this.network != null) {
			this.network.close();
		}
	}

	private Stint awaitWorker() {
		return await().atMost(Fleet.PATIENCE)
			.until(() -> this.witness.current(ROLE), (term) -> term.isPresent())
			.orElseThrow();
	}

	private void awaitSuccessor() {
		Operator operator = new Operator(this.server::httpAddress, "machines");
		await().atMost(Fleet.PATIENCE).until(() -> operator.successors(ROLE) == 1);
	}

	@Test
	@Tag("F1")
	@Tag("F12")
	@Tag("F45")
	void aWorkerOnAMachineThatIsCutOffWithItsAgentStopsAndIsReplaced() {
		awaitSuccessor();
		Stint term = awaitWorker();
		Member worker = this.machines.keySet()
			.stream()
			.filter((member) -> member.instance().equals(term.instance()))
			.findFirst()
			.orElseThrow();
		long cut = System.nanoTime();
		this.witness.note("the machine of " + worker + " is cut off");
		this.machines.get(worker).cutOff();
		long dark = System.nanoTime();
		Stint next = await().atMost(Fleet.PATIENCE)
			.until(() -> this.witness.latest(ROLE).filter((latest) -> latest.token() > term.token()),
					(latest) -> latest.isPresent())
			.orElseThrow();
		Duration gap = this.witness.longestGap(ROLE, cut, System.nanoTime());
		this.witness.note("no worker for " + gap.toMillis() + " ms");
		assertThat(next.instance()).isNotEqualTo(term.instance());
		assertThat(gap).as(this.witness::timeline).isLessThan(Allowed.GOSSIP.bound(TIMINGS).plus(SharedFleet.SLACK));
		assertThat(this.witness.believedAfter(term, dark)).isLessThanOrEqualTo(TIMINGS.confidence());
		if (SharedFleet.LONG) {
			// Gossip looks for lost members every 30 s only.
			this.machines.get(worker).reconnect();
			awaitSuccessor();
		}
		assertThat(this.witness.violations()).as(this.witness::timeline).isEmpty();
	}

}
