package io.github.consulleader;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** An election whose rights change while it works. */
@Tag("wire")
class LeaderElectionAclTests {

	private static final String MANAGEMENT = UUID.randomUUID().toString();

	private static final Duration GENEROUS = Duration.ofSeconds(90);

	private static final Role ROLE = Role.of("reports");

	private static final String ALL = """
			session_prefix "" { policy = "write" }
			key_prefix "leader/acl/" { policy = "write" }
			service "leader-acl" { policy = "write" }
			""";

	private static final String ALL_BUT_KEYS = """
			session_prefix "" { policy = "write" }
			service "leader-acl" { policy = "write" }
			""";

	private static ConsulAgent agent;

	private static URI address;

	private static OperatorApi operator;

	private final Recorder recorder = new Recorder();

	private final List<LeaderElection> elections = new ArrayList<>();

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicReference<String> token = new AtomicReference<>("");

	@BeforeAll
	static void startConsul() {
		agent = ConsulAgent.builder().token(MANAGEMENT).config("""
				acl { enabled = true, default_policy = "deny", tokens { master = "%s" } }
				""".formatted(MANAGEMENT)).start();
		address = TestConsul.wired(agent.httpAddress());
		operator = new OperatorApi(agent.httpAddress(), MANAGEMENT);
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
	@Tag("T40")
	void saysWhetherTheTokenIsUnknownMissingOrLacksARight() throws Exception {
		assertThat(problemOf(UUID.randomUUID().toString(), "Consul does not know this ACL token"))
			.doesNotContain("The token lacks");
		assertThat(problemOf("", "no ACL token was sent")).doesNotContain("The token lacks");
		String mayNotHaveASession = token(policy("key_prefix \"leader/acl/\" { policy = \"write\" }"));
		assertThat(problemOf(mayNotHaveASession, "The token lacks the rule session_prefix"))
			.doesNotContain("ACL token");
	}

	private String problemOf(String secret, String words) {
		start(new Recorder(), new AtomicReference<>(secret));
		LeaderElection election = this.elections.get(this.elections.size() - 1);
		return await().atMost(GENEROUS)
			.until(() -> Objects.toString(election.status().problem()), (problem) -> problem.contains(words));
	}

	@Test
	@Tag("F38")
	void aRotatedTokenCostsNothing() throws Exception {
		assumeTrue(System.getProperty("long") != null,
				"takes 4 s: run with -Dlong; HttpConsulAclTests is the short form");
		String old = policy(ALL);
		this.token.set(token(old));
		Leadership worker = start(this.recorder, this.token);
		this.recorder.awaitGrant();
		String accessor = accessor();
		this.token.set(token(old));
		operator.delete("/v1/acl/token/" + accessor);
		int before = this.asked.get();
		await().atMost(GENEROUS).until(() -> this.asked.get() > before + 8);
		assertThat(worker.isLeader()).isTrue();
		assertThat(this.recorder.events()).hasSize(1);
	}

	@Test
	@Tag("F38")
	void aRevokedTokenIsNamedAndAnotherOneTakesEffectWithoutARestart() throws Exception {
		assumeTrue(System.getProperty("long") != null,
				"takes 7 s: run with -Dlong; HttpConsulAclTests is the short form");
		String policy = policy(ALL);
		this.token.set(token(policy));
		start(this.recorder, this.token);
		long before = this.recorder.awaitGrant().token();
		operator.delete("/v1/acl/token/" + accessor());
		assertThat(this.recorder.awaitRevocation()).isEqualTo(Revocation.CONFIDENCE_LOST);
		await().atMost(GENEROUS).until(() -> this.elections.get(0).status().problem() != null);
		assertThat(this.elections.get(0).status().problem()).contains("ACL not found");
		this.token.set(token(policy));
		assertThat(this.recorder.awaitGrant().token()).isGreaterThan(before);
		await().atMost(GENEROUS).until(() -> this.elections.get(0).status().problem() == null);
	}

	@Test
	@Tag("F18")
	void whoMayNotSeeTheKeysAnyMoreDoesNotKeepTheRoleFromOthers() throws Exception {
		assumeTrue(System.getProperty("long") != null,
				"takes 15 s: run with -Dlong; StaleViewWatchdogTests is the short form");
		String policy = policy(ALL);
		this.token.set(token(policy));
		start(this.recorder, this.token);
		this.recorder.awaitGrant();
		Recorder next = new Recorder();
		Leadership slumberer = start(next, new AtomicReference<>(token(policy(ALL))));
		await().atMost(GENEROUS).until(() -> slumberer.status().worker() != null);
		operator.put("/v1/acl/policy/" + policy,
				body("Name", "narrowed-" + UUID.randomUUID(), "Rules", ALL_BUT_KEYS, "ID", policy));
		assertThat(this.recorder.awaitRevocation()).isIn(Revocation.LOCK_LOST, Revocation.CONFIDENCE_LOST);
		next.awaitGrant();
	}

	private static String policy(String rules) throws Exception {
		String made = operator.put("/v1/acl/policy", body("Name", "rights-" + UUID.randomUUID(), "Rules", rules));
		return JsonMapper.shared().readTree(made).path("ID").asString();
	}

	private static String token(String policy) throws Exception {
		String made = operator.put("/v1/acl/token", "{\"Policies\":[{\"ID\":\"" + policy + "\"}]}");
		return JsonMapper.shared().readTree(made).path("SecretID").asString();
	}

	private String accessor() throws Exception {
		OperatorApi own = new OperatorApi(agent.httpAddress(), this.token.get());
		return JsonMapper.shared().readTree(own.get("/v1/acl/token/self")).path("AccessorID").asString();
	}

	private static String body(String... namesAndValues) {
		var body = JsonMapper.shared().createObjectNode();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			body.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		return body.toString();
	}

	private Leadership start(Recorder told, AtomicReference<String> secret) {
		LeaderElection election = LeaderElection.builder().scope("acl").consul(new ConsulConnection(address, () -> {
			this.asked.incrementAndGet();
			return secret.get();
		}, "dc1", null, Duration.ofMillis(700))).build();
		this.elections.add(election);
		Leadership leadership = election.join(ROLE, told);
		election.start();
		return leadership;
	}

}
