package io.github.consulleader.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

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

	private final List<Member> members = new ArrayList<>();

	private ConsulAgent consul;

	private Tokens tokens;

	private Witness witness;

	@BeforeEach
	void start(@TempDir Path folder) {
		String management = UUID.randomUUID().toString();
		this.consul = ConsulAgent.builder().token(management).config(Tokens.config(management)).start();
		FleetPlan plan = FleetPlan.of("tokens", List.of(ROLE), Pace.BRISK);
		this.tokens = new Tokens(() -> List.of(this.consul.httpAddress()), plan.scope(), management, folder);
		this.witness = new Witness(plan.logs().resolve("tokens-timeline.log"));
		for (String place : List.of("one", "other")) {
			this.tokens.give(place);
			Member member = new Member(place, plan.withToken(this.tokens.file(place)),
					new Wire(this.consul.httpAddress()), this.witness);
			this.members.add(member);
			member.start();
		}
	}

	@AfterEach
	void stop() {
		this.members.forEach(Member::close);
		this.witness.close();
		this.consul.close();
	}

	private Stint awaitWorker() {
		return await().atMost(Fleet.PATIENCE)
			.until(() -> this.witness.current(ROLE), (term) -> term.isPresent())
			.orElseThrow();
	}

	private void awaitCandidates(int number) {
		Operator operator = this.tokens.operator();
		await().atMost(Fleet.PATIENCE).until(() -> operator.candidates() == number);
	}

	private Member memberOf(Stint term) {
		return this.members.stream()
			.filter((member) -> member.instance().equals(term.instance()))
			.findFirst()
			.orElseThrow();
	}

	private Member revokeTokenOf(Stint term) {
		Member worker = memberOf(term);
		this.witness.note("the token of " + worker + " is revoked");
		this.tokens.revoke(worker.place());
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
	void aWorkerWhoseTokenIsRevokedStopsAndGoesOnWithANewOneWithoutRestart() {
		Stint term = awaitWorker();
		Member worker = revokeTokenOf(term);
		long since = System.nanoTime();
		await().atMost(Fleet.PATIENCE).until(() -> this.witness.reason(term).isPresent());
		assertThat(this.witness.believedAfter(term, since)).isLessThanOrEqualTo(TIMINGS.confidence());
		this.tokens.give(worker.place());
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
	void aWorkerWithARotatedTokenIsReplacedAsFastAsAnyWhenItDies() {
		aWorkerWhoseTokenIsRevokedStopsAndGoesOnWithANewOneWithoutRestart();
		Stint term = awaitWorker();
		long since = System.nanoTime();
		memberOf(term).kill();
		assertNextWithin(TIMINGS.worstCaseTakeOver(), since, term);
	}

	@Test
	@Tag("F38")
	@EnabledIfSystemProperty(named = "long", matches = ".*", disabledReason = "takes 30 s: run with -Dlong")
	void aWorkerWhoseTokenWasReplacedBeforeTheOldOneEndedIsReplacedAsFastAsAnyWhenItDies() {
		awaitCandidates(2);
		Stint term = awaitWorker();
		Member worker = memberOf(term);
		String old = this.tokens.of(worker.place());
		this.tokens.give(worker.place());
		this.witness.note("the token of " + worker + " was rotated");
		// Its check is shown with the new token after the next heartbeat.
		await().pollDelay(TIMINGS.heartbeat().multipliedBy(3)).until(() -> true);
		this.tokens.end(old);
		long since = System.nanoTime();
		worker.kill();
		assertNextWithin(TIMINGS.worstCaseTakeOver(), since, term);
	}

}
