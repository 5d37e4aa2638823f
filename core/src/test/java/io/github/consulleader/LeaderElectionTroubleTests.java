package io.github.consulleader;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus.State;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What becomes of an election when its Consul stops answering, goes and comes back, or
 * when work will not end.
 */
class LeaderElectionTroubleTests {

	private static final Role ROLE = Role.of("reports");

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private final Recorder recorder = new Recorder();

	private ConsulAgent agent;

	private LeaderElection election;

	@BeforeEach
	void startConsul() {
		this.agent = ConsulAgent.builder().onDisk().start();
	}

	@AfterEach
	void stop() {
		if (this.election != null) {
			this.election.close();
		}
		this.agent.close();
	}

	@Test
	@Tag("F1")
	@Tag("F4")
	void stopsBelievingWhenConsulFallsSilentAndWorksAgainWhenItIsBack() throws Exception {
		Leadership worker = start(this.agent.httpAddress(), Timings.balanced());
		Term before = this.recorder.awaitGrant();
		this.agent.pause();
		assertThat(this.recorder.awaitRevocation()).isEqualTo(Revocation.CONFIDENCE_LOST);
		assertThat(worker.isLeader()).isFalse();
		await().atMost(GENEROUS).until(() -> worker.status().state() == State.UNKNOWN);
		this.agent.resume();
		assertThat(this.recorder.awaitGrant().token()).isGreaterThan(before.token());
	}

	@Test
	@Tag("F13")
	@Tag("F19")
	void recoversWhenConsulIsStoppedAndStartedAgain() throws Exception {
		Leadership worker = start(this.agent.httpAddress(), Timings.balanced());
		Term before = this.recorder.awaitGrant();
		this.agent.kill();
		assertThat(this.recorder.awaitRevocation().isVoluntary()).isFalse();
		assertThat(worker.isLeader()).isFalse();
		await().atMost(GENEROUS).until(() -> this.election.status().problem() != null);
		this.agent.start();
		assertThat(this.recorder.awaitGrant().token()).isGreaterThan(before.token());
		await().atMost(GENEROUS).until(() -> this.election.status().problem() == null);
	}

	@Test
	@Tag("F35")
	void idlesForTenMinutesWithoutLosingAWatch() throws Exception {
		assumeTrue(System.getProperty("long") != null,
				"takes 10 min: run with -Dlong -Dsurefire.timeout=0; SingleTroubleTests is the short form");
		Leadership worker = start(this.agent.httpAddress(), Timings.balanced());
		this.recorder.awaitGrant();
		await().during(Duration.ofMinutes(10)).atMost(Duration.ofMinutes(11)).until(worker::isLeader);
		assertThat(this.recorder.events()).hasSize(1);
		assertThat(this.election.status().problem()).isNull();
	}

	@Test
	@Tag("F44")
	void startsAndClosesWithoutAConsul() throws Exception {
		URI address = this.agent.httpAddress();
		this.agent.kill();
		Leadership slumberer = start(address, Timings.balanced());
		await().atMost(GENEROUS).until(() -> this.election.status().problem() != null);
		assertThat(this.election.status().problem()).contains(Integer.toString(address.getPort()));
		assertThat(slumberer.status().state()).isEqualTo(State.UNKNOWN);
		assertThat(slumberer.isLeader()).isFalse();
		this.agent.start();
		this.recorder.awaitGrant();
	}

	@Test
	@Tag("F3")
	@Tag("F28")
	void keepsTheRoleFromEverybodyWhileRevokedWorkDoesNotEnd() throws Exception {
		Timings impatient = new Timings(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(2),
				Duration.ofMillis(1800), Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(700),
				Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofMillis(200));
		Leadership worker = start(this.agent.httpAddress(), impatient);
		this.recorder.awaitGrant();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		CompletableFuture<Boolean> ran = CompletableFuture.supplyAsync(() -> worker.runIfLeader((term) -> {
			begun.countDown();
			while (!ends(end)) {
				interrupted.countDown();
			}
		}));
		assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.election.stop().get(60, TimeUnit.SECONDS)).isFalse();
		assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
		await().atMost(GENEROUS).until(() -> worker.status().state() == State.STUCK);
		Recorder other = new Recorder();
		try (LeaderElection second = LeaderElection.builder()
			.scope("trouble")
			.instance("two")
			.consul(this.agent.httpAddress())
			.build()) {
			Leadership waiting = second.join(ROLE, other);
			second.start();
			await().atMost(GENEROUS).until(() -> waiting.status().worker() != null);
			await().during(Duration.ofSeconds(4)).atMost(GENEROUS).until(() -> other.events().isEmpty());
			end.countDown();
			other.awaitGrant();
			assertThat(ran.get(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static boolean ends(CountDownLatch end) {
		try {
			return end.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private Leadership start(URI consul, Timings timings) {
		this.election = LeaderElection.builder()
			.scope("trouble")
			.instance("one")
			.timings(timings)
			.consul(consul)
			.build();
		Leadership leadership = this.election.join(ROLE, this.recorder);
		this.election.start();
		return leadership;
	}

}
