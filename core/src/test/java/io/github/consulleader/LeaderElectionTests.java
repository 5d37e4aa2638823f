package io.github.consulleader;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus.State;
import io.github.consulleader.role.Term;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * What a plain Java program gets from an election on a real Consul.
 */
@Tag("consul")
class LeaderElectionTests {

	private static final Role ROLE = Role.of("reports");

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private final String scope = "election-" + UUID.randomUUID();

	private final List<LeaderElection> elections = new ArrayList<>();

	@AfterEach
	void close() {
		this.elections.forEach(LeaderElection::close);
	}

	@Test
	@Tag("F57")
	void grantsARoleToOneAndTellsTheOtherWhoWorks() throws Exception {
		Recorder first = new Recorder();
		Leadership worker = start("one", first);
		Term term = first.awaitGrant();
		assertThat(worker.isLeader()).isTrue();
		assertThat(worker.term()).contains(term);
		assertThat(term.number()).isEqualTo(1);
		assertThat(term.token()).isPositive();
		Recorder second = new Recorder();
		Leadership slumberer = start("two", second);
		await().atMost(GENEROUS).until(() -> slumberer.status().worker() != null);
		assertThat(slumberer.status().state()).isEqualTo(State.SLUMBERER);
		assertThat(slumberer.status().worker().instance()).isEqualTo("one");
		assertThat(slumberer.status().worker().token()).isEqualTo(term.token());
		assertThat(slumberer.isLeader()).isFalse();
		assertThat(slumberer.term()).isEmpty();
		assertThat(second.events()).isEmpty();
	}

	@Test
	@Tag("F11")
	@Tag("F28")
	void handsOverOnlyAfterTheWorkHasEnded() throws Exception {
		Recorder first = new Recorder();
		Leadership worker = start("one", first);
		long token = first.awaitGrant().token();
		Recorder second = new Recorder();
		start("two", second);
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		CompletableFuture<Boolean> ran = CompletableFuture.supplyAsync(() -> worker.runIfLeader((term) -> {
			begun.countDown();
			assertThat(awaitQuietly(end)).isTrue();
			assertThat(second.events()).isEmpty();
		}));
		assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Boolean> stopped = this.elections.get(0).stop();
		await().atMost(GENEROUS).until(() -> worker.status().state() == State.STOPPING);
		assertThat(worker.isLeader()).isFalse();
		assertThat(worker.runIfLeader((term) -> {
			throw new AssertionError("new work began on a role that was given up");
		})).isFalse();
		end.countDown();
		assertThat(second.awaitGrant().token()).isGreaterThan(token);
		assertThat(first.awaitRevocation()).isEqualTo(Revocation.SHUTDOWN);
		assertThat(ran.get(60, TimeUnit.SECONDS)).isTrue();
		assertThat(stopped.get(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	@Tag("F9")
	@Tag("F18")
	void revokesAndBeginsANewTermWhenTheSessionWasDestroyed() throws Exception {
		Recorder recorder = new Recorder();
		Leadership worker = start("one", recorder);
		Term before = recorder.awaitGrant();
		put("/v1/session/destroy/" + this.elections.get(0).status().session());
		assertThat(recorder.awaitRevocation()).isIn(Revocation.LOCK_LOST, Revocation.SESSION_LOST);
		Term after = recorder.awaitGrant();
		assertThat(after.token()).isGreaterThan(before.token());
		assertThat(after.number()).isGreaterThan(before.number());
		assertThat(worker.isLeader()).isTrue();
	}

	@Test
	@Tag("F39")
	@Tag("F9")
	void revokesWhenAnOperatorDeletesTheLock() throws Exception {
		Recorder recorder = new Recorder();
		start("one", recorder);
		Term before = recorder.awaitGrant();
		send(HttpRequest.newBuilder(at("/v1/kv/leader/" + this.scope + "/roles/reports/lock")).DELETE());
		assertThat(recorder.awaitRevocation()).isEqualTo(Revocation.LOCK_LOST);
		assertThat(recorder.awaitGrant().token()).isGreaterThan(before.token());
	}

	@Test
	@Tag("F20")
	void givesTheRoleUpWhenTheGrantCallbackThrows() throws Exception {
		Recorder failing = new Recorder() {
			@Override
			public void onGranted(Term term) throws Exception {
				super.onGranted(term);
				throw new IllegalStateException("cannot work");
			}
		};
		start("one", failing);
		failing.awaitGrant();
		assertThat(failing.awaitRevocation()).isEqualTo(Revocation.GRANT_FAILED);
		Recorder other = new Recorder();
		start("two", other);
		other.awaitGrant();
		assertThat(failing.events()).hasSize(2);
	}

	@Test
	@Tag("F21")
	@Tag("F30")
	void yieldsAgainAndAgainAlsoWhenTheRevokeCallbackThrows() throws Exception {
		Recorder first = new Recorder() {
			@Override
			public void onRevoked(Term term, Revocation reason) throws Exception {
				super.onRevoked(term, reason);
				throw new IllegalStateException("cannot stop well");
			}
		};
		Leadership one = start("one", first);
		first.awaitGrant();
		Recorder second = new Recorder();
		Leadership two = start("two", second);
		await().atMost(GENEROUS)
			.until(() -> get("/v1/kv/leader/" + this.scope + "/roles/reports/lock?raw")
				.contains("\"successors\":[\"" + this.elections.get(1).status().session()));
		for (int round = 0; round < 2; round++) {
			assertThat(one.yieldRole().get(60, TimeUnit.SECONDS)).isEqualTo(HandOver.HANDED_OVER);
			assertThat(first.awaitRevocation()).isEqualTo(Revocation.YIELDED);
			second.awaitGrant();
			assertThat(two.yieldRole().get(60, TimeUnit.SECONDS)).isEqualTo(HandOver.HANDED_OVER);
			assertThat(second.awaitRevocation()).isEqualTo(Revocation.YIELDED);
			first.awaitGrant();
		}
		assertThat(two.yieldRole().get(60, TimeUnit.SECONDS)).isEqualTo(HandOver.NOT_WORKER);
	}

	@Test
	@Tag("F26")
	@Tag("F27")
	@Tag("F29")
	void leavesNothingBehindOnCloseAlsoOnAnInterruptedThread() throws Exception {
		Recorder recorder = new Recorder();
		start("same", recorder);
		recorder.awaitGrant();
		Recorder namesake = new Recorder();
		Leadership slumberer = start("same", namesake);
		await().atMost(GENEROUS).until(() -> slumberer.status().worker() != null);
		assertThat(namesake.events()).as("one of two namesakes works").isEmpty();
		String session = this.elections.get(0).status().session();
		Thread.currentThread().interrupt();
		this.elections.get(0).close();
		assertThat(Thread.interrupted()).isTrue();
		namesake.awaitGrant();
		assertThat(get("/v1/session/info/" + session).strip()).isEqualTo("[]");
		this.elections.get(1).close();
		assertThat(this.elections.get(1).stop()).isCompletedWithValue(true);
		assertThat(get("/v1/kv/leader/" + this.scope + "/?recurse")).doesNotContain("\"Session\"")
			.doesNotContain("candidates");
		assertThat(get("/v1/agent/services")).doesNotContain("leader-" + this.scope);
		await().atMost(GENEROUS)
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().startsWith("consul-leader-" + this.scope)));
	}

	@Test
	@Tag("F23")
	void mayBeClosedFromInsideACallback() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		Recorder closing = new Recorder() {
			@Override
			public void onGranted(Term term) throws Exception {
				super.onGranted(term);
				LeaderElectionTests.this.elections.get(0).close();
				closed.countDown();
			}
		};
		start("one", closing);
		closing.awaitGrant();
		assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(closing.awaitRevocation()).isEqualTo(Revocation.SHUTDOWN);
		Recorder next = new Recorder();
		start("two", next);
		next.awaitGrant();
	}

	@Test
	void takesPartAgainAfterAStop() throws Exception {
		Recorder recorder = new Recorder();
		start("one", recorder);
		recorder.awaitGrant();
		LeaderElection election = this.elections.get(0);
		assertThat(election.stop().get(60, TimeUnit.SECONDS)).isTrue();
		assertThat(recorder.awaitRevocation()).isEqualTo(Revocation.SHUTDOWN);
		election.start();
		assertThat(recorder.awaitGrant().number()).isEqualTo(2);
	}

	@Test
	void refusesToTakePartTwiceInOneRoleAndAllowsItAfterWithdrawing() throws Exception {
		Recorder recorder = new Recorder();
		start("one", recorder);
		LeaderElection election = this.elections.get(0);
		assertThatIllegalStateException().isThrownBy(() -> election.join(ROLE, new Recorder()))
			.withMessageContaining("'reports'");
		recorder.awaitGrant();
		election.withdraw(ROLE).get(60, TimeUnit.SECONDS);
		assertThat(recorder.awaitRevocation()).isEqualTo(Revocation.WITHDRAWN);
		Recorder again = new Recorder();
		election.join(ROLE, again);
		assertThat(again.awaitGrant().number()).isEqualTo(2);
	}

	private Leadership start(String instance, Recorder recorder) {
		LeaderElection election = election(instance);
		Leadership leadership = election.join(ROLE, recorder);
		election.start();
		return leadership;
	}

	private LeaderElection election(String instance) {
		LeaderElection election = LeaderElection.builder()
			.scope(this.scope)
			.instance(instance)
			.consul(TestConsul.troubledAddress())
			.build();
		this.elections.add(election);
		return election;
	}

	private static boolean awaitQuietly(CountDownLatch latch) {
		try {
			return latch.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private static URI at(String path) {
		return TestConsul.address().resolve(path);
	}

	private static String get(String path) throws Exception {
		return send(HttpRequest.newBuilder(at(path)).GET());
	}

	private static void put(String path) throws Exception {
		send(HttpRequest.newBuilder(at(path)).PUT(HttpRequest.BodyPublishers.noBody()));
	}

	private static String send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient()
			.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

}
