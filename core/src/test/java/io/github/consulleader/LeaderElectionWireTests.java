package io.github.consulleader;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import io.github.consulleader.SpoiledWire.Fate;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * An election whose way to a real Consul fails in part: some requests, some answers. A
 * second one has a way of its own.
 */
@Tag("consul")
class LeaderElectionWireTests {

	private static final Role ROLE = Role.of("reports");

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private static final String TAKE = "PUT /v1/txn.*\"Verb\":\"lock\",\"Key\":\"[^\"]*/roles/";

	private static final String HAND_OVER = "PUT /v1/txn.*\"Verb\":\"unlock\"";

	private static final String CONFIRMATION = "GET /v1/kv/.*/roles/.*consistent";

	/** The default, but for sessions that are renewed every second. */
	private static final Timings BUSY = new Timings(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(2),
			Duration.ofMillis(1800), Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(700),
			Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(20));

	private final String scope = "wire-" + UUID.randomUUID();

	private final List<LeaderElection> elections = new ArrayList<>();

	private final SpoiledWire wire = new SpoiledWire(TestConsul.address());

	private final OperatorApi operator = new OperatorApi(TestConsul.address());

	private final Recorder recorder = new Recorder();

	@AfterEach
	void close() {
		this.wire.heal();
		this.elections.forEach(LeaderElection::close);
		this.wire.close();
	}

	@Test
	@Tag("F1")
	@Tag("F10")
	void believesNoMoreWhenTheNextBeginsThoughItNeverHearsThatItsSessionIsGone() throws Exception {
		Leadership worker = start("one", this.wire.address(), this.recorder);
		long token = this.recorder.awaitGrant().token();
		AtomicBoolean overlap = new AtomicBoolean();
		Recorder next = new Recorder() {
			@Override
			public void onGranted(Term term) throws Exception {
				overlap.set(worker.isLeader());
				super.onGranted(term);
			}
		};
		Leadership slumberer = start("two", TestConsul.address(), next);
		await().atMost(GENEROUS).until(() -> slumberer.status().worker() != null);
		String session = session(0);
		this.wire.spoil(".", Fate.SILENCE);
		this.operator.put("/v1/session/destroy/" + session, "");
		assertThat(next.awaitGrant().token()).isGreaterThan(token);
		assertThat(overlap).as("two workers at a time").isFalse();
		assertThat(worker.isLeader()).isFalse();
		assertThat(this.recorder.awaitRevocation()).isEqualTo(Revocation.CONFIDENCE_LOST);
	}

	@Test
	@Tag("F6")
	void isNoWorkerFromTheMomentItGivesUpThoughTheHandOverFails() throws Exception {
		assumeTrue(System.getProperty("long") != null,
				"takes 5 s: run with -Dlong; HandingOverTests is the short form");
		Leadership worker = start("one", this.wire.address(), this.recorder);
		this.recorder.awaitGrant();
		Recorder next = new Recorder();
		Leadership slumberer = start("two", TestConsul.address(), next);
		await().atMost(GENEROUS).until(() -> slumberer.status().worker() != null);
		this.wire.spoil(HAND_OVER, Fate.NO_LEADER, 3);
		CompletableFuture<Boolean> stopped = this.elections.get(0).stop();
		assertThat(this.recorder.awaitRevocation()).isEqualTo(Revocation.SHUTDOWN);
		assertThat(worker.isLeader()).isFalse();
		next.awaitGrant();
		assertThat(this.wire.left()).as("hand-overs that were to fail").isZero();
		assertThat(stopped.get(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	@Tag("F8")
	void ownsWhatItTookThoughTheAnswerIsLost() throws Exception {
		this.wire.spoil(TAKE, Fate.REPLY_LOST, 1);
		Leadership worker = start("one", this.wire.address(), this.recorder);
		Term term = this.recorder.awaitGrant();
		assertThat(this.wire.left()).as("takes that were to fail").isZero();
		assertThat(worker.isLeader()).isTrue();
		assertThat(term.number()).as("begun by a write whose answer came").isEqualTo(2);
		assertThat(this.operator.get("/v1/kv/leader/" + this.scope + "/roles/reports/lock?raw")).contains("\"one\"");
	}

	@Test
	@Tag("F17")
	@Tag("F37")
	void ridesOutAFewErrorsOfEveryKind() throws Exception {
		Leadership worker = start("one", this.wire.address(), this.recorder);
		this.recorder.awaitGrant();
		ridesOut(CONFIRMATION, Fate.NO_LEADER);
		ridesOut(CONFIRMATION, Fate.TOO_MANY);
		ridesOut("PUT /v1/agent/check/pass", Fate.TOO_MANY);
		ridesOut("PUT /v1/session/renew", Fate.NO_LEADER);
		int asked = this.wire.asked().size();
		await().atMost(GENEROUS).until(() -> this.wire.asked().size() > asked + 3);
		assertThat(this.recorder.events()).hasSize(1);
		assertThat(worker.isLeader()).isTrue();
	}

	private void ridesOut(String kind, Fate fate) {
		this.wire.spoil(kind, fate, 2);
		await().atMost(GENEROUS).until(() -> this.wire.left() == 0);
	}

	@Test
	@Tag("F17")
	void keepsItsSessionWhenConsulHasNoLeaderForLongerThanItsConfidence() throws Exception {
		assumeTrue(System.getProperty("long") != null, "takes 7 s: run with -Dlong");
		start("one", this.wire.address(), this.recorder);
		Term before = this.recorder.awaitGrant();
		String session = session(0);
		Recorder other = new Recorder();
		start("two", this.wire.address(), other);
		this.wire.spoil(" /v1/(kv|txn|session)", Fate.NO_LEADER);
		assertThat(this.recorder.awaitRevocation()).isEqualTo(Revocation.CONFIDENCE_LOST);
		this.wire.heal();
		Term after = this.recorder.awaitGrant();
		assertThat(session(0)).isEqualTo(session);
		assertThat(after.number()).isEqualTo(before.number() + 1);
		assertThat(other.events()).as("nobody fails over").isEmpty();
	}

	@Test
	@Tag("F18")
	void doesNotKeepARoleFromEverybodyWhenItCannotSeeThoughItsSessionLives() throws Exception {
		assumeTrue(System.getProperty("long") != null,
				"takes 15 s: run with -Dlong; StaleViewWatchdogTests is the short form");
		Leadership worker = start("one", this.wire.address(), this.recorder);
		this.recorder.awaitGrant();
		Recorder next = new Recorder();
		Leadership slumberer = start("two", TestConsul.address(), next);
		await().atMost(GENEROUS).until(() -> slumberer.status().worker() != null);
		this.wire.spoil("GET /v1/kv/", Fate.NO_LEADER);
		assertThat(this.recorder.awaitRevocation()).isEqualTo(Revocation.CONFIDENCE_LOST);
		next.awaitGrant();
		assertThat(worker.isLeader()).isFalse();
	}

	@Test
	@Tag("F32")
	void triesOnlyWhenLockDelayShouldBeOver() throws Exception {
		assumeTrue(System.getProperty("long") != null, "takes 5 s: run with -Dlong; WaitingTests is the short form");
		start("one", this.wire.address(), this.recorder);
		this.recorder.awaitGrant();
		int before = this.wire.asked().size();
		this.operator.put("/v1/session/destroy/" + session(0), "");
		assertThat(this.recorder.awaitRevocation()).isIn(Revocation.LOCK_LOST, Revocation.SESSION_LOST);
		this.recorder.awaitGrant();
		List<String> since = List.copyOf(this.wire.asked()).subList(before, this.wire.asked().size());
		assertThat(since.stream().filter((request) -> Pattern.compile(TAKE).matcher(request).find()).count())
			.as("takes since the session was destroyed, %s", since)
			.isBetween(1L, 3L);
	}

	private String session(int election) {
		String session = this.elections.get(election).status().session();
		assertThat(session).isNotNull();
		return session;
	}

	private Leadership start(String instance, URI consul, Recorder told) {
		LeaderElection election = LeaderElection.builder()
			.scope(this.scope)
			.instance(instance)
			.timings(BUSY)
			.consul(consul)
			.build();
		this.elections.add(election);
		Leadership leadership = election.join(ROLE, told);
		election.start();
		return leadership;
	}

}
