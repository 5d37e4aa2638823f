package io.github.consulleader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What becomes of an election when people, gossip or other programs tamper with what is
 * in Consul.
 */
class LeaderElectionOperatorTests {

	private static final Role ROLE = Role.of("reports");

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private static ConsulAgent agent;

	private static OperatorApi operator;

	private final String scope = "operator-" + UUID.randomUUID();

	private final List<LeaderElection> elections = new ArrayList<>();

	private final Recorder recorder = new Recorder();

	@BeforeAll
	static void startConsul() {
		agent = ConsulAgent.dev();
		operator = new OperatorApi(agent.httpAddress());
	}

	@AfterAll
	static void stopConsul() {
		agent.close();
	}

	@AfterEach
	void close() {
		this.elections.forEach(LeaderElection::close);
	}

	@Test
	@Tag("F3")
	void workThatRunsWhenTheRoleIsLostIsInterruptedAndCanTellItsToken() throws Exception {
		Leadership worker = start(this.recorder, true);
		Term term = this.recorder.awaitGrant();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		CompletableFuture<Term> interrupted = new CompletableFuture<>();
		CompletableFuture<Boolean> ran = CompletableFuture.supplyAsync(() -> worker.runIfLeader((mine) -> {
			begun.countDown();
			try {
				assertThat(never.await(60, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				assertThat(worker.isLeader()).isFalse();
				interrupted.complete(mine);
			}
		}));
		assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
		operator.put("/v1/session/destroy/" + session(), "");
		assertThat(interrupted.get(60, TimeUnit.SECONDS)).isEqualTo(term);
		assertThat(ran.get(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.recorder.awaitRevocation()).isIn(Revocation.LOCK_LOST, Revocation.SESSION_LOST);
		assertThat(this.recorder.awaitGrant().token()).isGreaterThan(term.token());
	}

	@Test
	@Tag("F12")
	@Tag("F15")
	void aFalseAlarmOfGossipCostsTheRoleOnlyWhereGossipIsTrusted() throws Exception {
		Leadership calm = start(this.recorder, false);
		this.recorder.awaitGrant();
		Recorder trusting = new Recorder();
		this.elections
			.add(LeaderElection.builder().scope(this.scope + "-trusting").consul(agent.httpAddress()).build());
		this.elections.get(1).join(ROLE, trusting);
		this.elections.get(1).start();
		trusting.awaitGrant();
		gossip("critical");
		assertThat(trusting.awaitRevocation()).isIn(Revocation.LOCK_LOST, Revocation.SESSION_LOST);
		await().atMost(GENEROUS).until(() -> this.elections.get(1).status().problem() != null);
		assertThat(this.elections.get(1).status().problem()).contains("serfHealth");
		assertThat(this.elections.get(1).status().session()).as("never one that hangs on less").isNull();
		assertThat(calm.isLeader()).isTrue();
		gossip("passing");
		trusting.awaitGrant();
		assertThat(this.elections.get(1).status().checked()).isTrue();
		assertThat(this.recorder.events()).hasSize(1);
	}

	private static void gossip(String verdict) throws Exception {
		operator.put("/v1/catalog/register", """
				{"Node": "%1$s", "Address": "127.0.0.1", "SkipNodeUpdate": true,
				 "Check": {"Node": "%1$s", "CheckID": "serfHealth", "Name": "Serf Health Status", "Status": "%2$s"}}
				""".formatted(agent.nodeName(), verdict));
	}

	@Test
	@Tag("F16")
	void theSessionHangsOnNoCheckOfTheApplication() throws Exception {
		operator.put("/v1/agent/service/register",
				"{\"Name\": \"%s\", \"Check\": {\"TTL\": \"10s\", \"Status\": \"passing\"}}".formatted(this.scope));
		start(this.recorder, true);
		this.recorder.awaitGrant();
		String session = session();
		assertThat(operator.get("/v1/session/info/" + session).replaceAll("\\s", ""))
			.containsPattern("\"NodeChecks\":\\[\"serfHealth\",\"leader-" + this.scope + "-roles-[0-9a-f]+-alive\"]")
			.contains("\"ServiceChecks\":null");
		operator.put("/v1/agent/service/deregister/" + this.scope, "");
		assertThat(operator.get("/v1/session/info/" + session)).contains(session);
	}

	@Test
	@Tag("F22")
	void aListenerThatDoesNotReturnDelaysOnlyItsOwnRevoke() throws Exception {
		assumeTrue(System.getProperty("long") != null,
				"takes 6 s: run with -Dlong; TermWorkCallbackTests is the short form");
		CountDownLatch end = new CountDownLatch(1);
		Recorder slow = new Recorder() {
			@Override
			public void onGranted(Term term) throws Exception {
				super.onGranted(term);
				while (!ends(end)) {
					assertThat(this.events()).hasSize(1);
				}
			}
		};
		Leadership worker = start(slow, true);
		slow.awaitGrant();
		// Longer than confidence and check-ttl: neither renewals nor confirmations wait.
		await().during(Duration.ofMillis(3500)).atMost(GENEROUS).until(worker::isLeader);
		operator.put("/v1/session/destroy/" + session(), "");
		await().atMost(GENEROUS).until(() -> !worker.isLeader());
		assertThat(slow.events()).hasSize(1);
		end.countDown();
		assertThat(slow.awaitRevocation()).isIn(Revocation.LOCK_LOST, Revocation.SESSION_LOST);
	}

	@Test
	@Tag("F23")
	void aListenerMayAskYieldAndWaitForAThreadThatAsks() throws Exception {
		CompletableFuture<Boolean> asked = new CompletableFuture<>();
		Leadership[] own = new Leadership[1];
		Recorder busy = new Recorder() {
			@Override
			public void onGranted(Term term) throws Exception {
				Thread asking = new Thread(() -> asked.complete(own[0].isLeader()), "asking");
				asking.start();
				asking.join();
				CompletableFuture<HandOver> unused = own[0].yieldRole();
				super.onGranted(term);
			}
		};
		own[0] = start(busy, true);
		busy.awaitGrant();
		assertThat(asked.get(60, TimeUnit.SECONDS)).isTrue();
		assertThat(busy.awaitRevocation()).isEqualTo(Revocation.YIELDED);
	}

	@Test
	@Tag("F9")
	@Tag("F39")
	void keepsTheRoleWhenTheLocksValueIsEditedAndTokensRiseWhenTheRecordIs() throws Exception {
		Leadership worker = start(this.recorder, true);
		long token = this.recorder.awaitGrant().token();
		operator.put(role() + "/lock", "edited by hand");
		await().atMost(GENEROUS).until(() -> worker.status().worker().instance().startsWith("session "));
		assertThat(worker.isLeader()).isTrue();
		assertThat(this.recorder.events()).hasSize(1);
		operator.put(role() + "/term", "edited by hand");
		assertThat(this.recorder.awaitRevocation()).isEqualTo(Revocation.LOCK_LOST);
		long next = this.recorder.awaitGrant().token();
		assertThat(next).isGreaterThan(token);
		operator.delete(role() + "/term");
		assertThat(this.recorder.awaitRevocation()).isEqualTo(Revocation.LOCK_LOST);
		assertThat(this.recorder.awaitGrant().token()).isGreaterThan(next);
	}

	private String role() {
		return "/v1/kv/leader/" + this.scope + "/roles/reports";
	}

	private String session() {
		String session = this.elections.get(0).status().session();
		assertThat(session).isNotNull();
		return session;
	}

	private static boolean ends(CountDownLatch end) {
		try {
			return end.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private Leadership start(Recorder told, boolean gossipCheck) {
		LeaderElection election = LeaderElection.builder()
			.scope(this.scope)
			.gossipCheck(gossipCheck)
			.consul(agent.httpAddress())
			.build();
		this.elections.add(election);
		Leadership leadership = election.join(ROLE, told);
		election.start();
		return leadership;
	}

}
