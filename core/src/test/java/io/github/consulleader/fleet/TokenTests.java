package io.github.consulleader.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.consulleader.agent.CliResult;
import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * ACL tokens that end while somebody works; Consul denies what it was not told to allow.
 */
@Tag("fleet")
class TokenTests {

	private static final String ROLE = "red";

	private static final Timings TIMINGS = Pace.BRISK.timings();

	private static final String RULES = """
			session_prefix "" { policy = "write" }
			key_prefix "leader/tokens/" { policy = "write" }
			service_prefix "leader-tokens" { policy = "write" }
			""";

	private final Map<Member, String> accessors = new HashMap<>();

	private final Map<Member, Path> files = new HashMap<>();

	private ConsulAgent consul;

	private Witness witness;

	@BeforeEach
	void start(@TempDir Path folder) throws IOException {
		String management = UUID.randomUUID().toString();
		this.consul = ConsulAgent.builder().token(management).config("""
				acl { enabled = true, default_policy = "deny", tokens { master = "%s" } }
				""".formatted(management)).start();
		cli("acl", "policy", "create", "-name", "worker", "-rules", RULES);
		FleetPlan plan = FleetPlan.of("tokens", List.of(ROLE), Pace.BRISK);
		this.witness = new Witness(plan.logs().resolve("tokens-timeline.log"));
		for (String place : List.of("one", "other")) {
			Path file = folder.resolve(place);
			Member member = new Member(place, plan.withToken(file), new Wire(this.consul.httpAddress()), this.witness);
			this.files.put(member, file);
			giveToken(member);
			member.start();
		}
	}

	@AfterEach
	void stop() {
		this.files.keySet().forEach(Member::close);
		this.witness.close();
		this.consul.close();
	}

	private String cli(String... arguments) {
		CliResult result = this.consul.consul(arguments);
		assertThat(result.exitCode()).as("%s", result).isZero();
		return result.out();
	}

	private void giveToken(Member member) throws IOException {
		String made = cli("acl", "token", "create", "-policy-name", "worker");
		this.accessors.put(member, field("AccessorID", made));
		Files.writeString(this.files.get(member), field("SecretID", made));
	}

	private static String field(String name, String output) {
		return output.lines()
			.filter((line) -> line.startsWith(name))
			.map((line) -> line.substring(line.indexOf(':') + 1).strip())
			.findFirst()
			.orElseThrow();
	}

	private Stint awaitWorker() {
		return await().atMost(Fleet.PATIENCE)
			.until(() -> this.witness.current(ROLE), (term) -> term.isPresent())
			.orElseThrow();
	}

	private void awaitCandidates(int number) {
		await().atMost(Fleet.PATIENCE)
			.until(() -> cli("kv", "get", "-keys", "leader/tokens/candidates/").lines().count() == number);
	}

	private Member memberOf(Stint term) {
		return this.files.keySet()
			.stream()
			.filter((member) -> member.instance().equals(term.instance()))
			.findFirst()
			.orElseThrow();
	}

	private Member revokeTokenOf(Stint term) {
		Member worker = memberOf(term);
		this.witness.note("the token of " + worker + " is revoked");
		cli("acl", "token", "delete", "-id", this.accessors.get(worker));
		return worker;
	}

	private void assertNextWithin(Duration bound, long since, Stint before) {
		await().atMost(Fleet.PATIENCE)
			.until(() -> this.witness.latest(ROLE).filter((next) -> next.token() > before.token()).isPresent());
		Duration gap = this.witness.longestGap(ROLE, since, System.nanoTime());
		this.witness.note("no worker for " + gap.toMillis() + " ms, bound " + bound.toMillis() + " ms");
		assertThat(gap).as(this.witness::timeline).isLessThan(bound.plus(SharedFleet.SLACK));
		assertThat(this.witness.violations()).as(this.witness::timeline).isEmpty();
	}

	@Test
	@Tag("F38")
	void aWorkerWhoseTokenIsRevokedStopsAndGoesOnWithANewOneWithoutRestart() throws IOException {
		Stint term = awaitWorker();
		Member worker = revokeTokenOf(term);
		long since = System.nanoTime();
		await().atMost(Fleet.PATIENCE).until(() -> this.witness.reason(term).isPresent());
		assertThat(this.witness.believedAfter(term, since)).isLessThanOrEqualTo(TIMINGS.confidence());
		giveToken(worker);
		assertNextWithin(TIMINGS.worstCaseTakeOver().plus(TIMINGS.confidence()), since, term);
		awaitCandidates(2);
	}

	@Test
	@Tag("F38")
	@EnabledIfSystemProperty(named = "long", matches = ".*", disabledReason = "takes 30 s: run with -Dlong")
	void aWorkerWhoseTokenIsRevokedForGoodIsReplaced() {
		awaitCandidates(2);
		Stint term = awaitWorker();
		long since = System.nanoTime();
		revokeTokenOf(term);
		// The agent may not tell the servers that the check fails: it has that token.
		assertNextWithin(TIMINGS.worstCaseTakeOverWithoutCheck(), since, term);
		assertThat(awaitWorker().instance()).isNotEqualTo(term.instance());
	}

	@Test
	@Tag("F38")
	@EnabledIfSystemProperty(named = "long", matches = ".*", disabledReason = "takes 30 s: run with -Dlong")
	void aWorkerWithARotatedTokenIsReplacedAsFastAsAnyWhenItDies() throws IOException {
		aWorkerWhoseTokenIsRevokedStopsAndGoesOnWithANewOneWithoutRestart();
		Stint term = awaitWorker();
		long since = System.nanoTime();
		memberOf(term).kill();
		assertNextWithin(TIMINGS.worstCaseTakeOver(), since, term);
	}

	@Test
	@Tag("F38")
	@EnabledIfSystemProperty(named = "long", matches = ".*", disabledReason = "takes 30 s: run with -Dlong")
	void aWorkerWhoseTokenWasReplacedBeforeTheOldOneEndedIsReplacedAsFastAsAnyWhenItDies() throws IOException {
		awaitCandidates(2);
		Stint term = awaitWorker();
		Member worker = memberOf(term);
		String old = this.accessors.get(worker);
		giveToken(worker);
		this.witness.note("the token of " + worker + " was rotated");
		// Its check is shown with the new token after the next heartbeat.
		await().pollDelay(TIMINGS.heartbeat().multipliedBy(3)).until(() -> true);
		cli("acl", "token", "delete", "-id", old);
		long since = System.nanoTime();
		worker.kill();
		assertNextWithin(TIMINGS.worstCaseTakeOver(), since, term);
	}

}
