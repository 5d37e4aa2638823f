package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What Consul does when it is attacked. */
class ConsulModelTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final World world = new World(3);

	@Test
	void letsALockInFlightWinInsideTheLockDelay() {
		int won = 0;
		for (int seed = 0; seed < 40; seed++) {
			World hammered = new World(seed);
			String first = hammered.session(hammered.a(), LONG);
			String second = hammered.session(hammered.b(), LONG);
			hammered.done(hammered.a().transact(List.of(new Operation.Lock("k", first, "", 0))));
			hammered.faults.strike(new FaultRates(0, 0, 0, 0, 0.3, 0, 0, false));
			CompletableFuture<?> destroyed = hammered.a().destroySession(first);
			for (int i = 0; i < 200 && !destroyed.isDone(); i++) {
				hammered.begin(hammered.lock(hammered.b(), "k", second));
				hammered.time.advance(Duration.ofNanos(200_000));
			}
			hammered.pass(5000);
			Entry lock = hammered.truth("k");
			won += (lock != null && second.equals(lock.session())) ? 1 : 0;
			assertThat(hammered.model.lockDelays().closes("k")).isTrue();
		}
		assertThat(won).as("locks won inside the lock-delay, of 40").isGreaterThan(10);
	}

	@Test
	void carriesOutLateWhatItsClientGaveUp() {
		this.world.faults.strike(new FaultRates(0, 0, 1, 0, 0, 0, 0, false));
		CompletableFuture<Answer<List<Entry>>> set = this.world.set(this.world.a(), "k", "late");
		assertThat(this.world.await(set)).isInstanceOf(Answer.Unknown.class);
		assertThat(this.world.truth("k")).isNull();
		this.world.pass(30_000);
		assertThat(this.world.truth("k")).extracting(Entry::value).isEqualTo("late");
	}

	@Test
	void answersByTheRequestTimeOutWhateverIsLost() {
		this.world.faults.strike(new FaultRates(0.3, 0.3, 0.3, 0.3, 0.1, 0.1, 0.5, true));
		int unknown = 0;
		for (int i = 0; i < 200; i++) {
			CompletableFuture<Answer<List<Entry>>> set = this.world.set(this.world.a(), "k", "v" + i);
			long asked = this.world.time.now();
			unknown += (this.world.await(set) instanceof Answer.Unknown) ? 1 : 0;
			assertThat(Duration.ofNanos(this.world.time.now() - asked)).isLessThanOrEqualTo(World.TIMEOUT);
		}
		assertThat(unknown).isBetween(50, 190);
		CompletableFuture<Answer<Listing>> watch = this.world.a().watch("none/", 1_000_000, Duration.ofSeconds(16));
		this.world.pass(17_700);
		assertThat(watch).isDone();
	}

	@Test
	void answersNobodyWhoIsStopped() {
		CompletableFuture<?> self = this.world.a().self();
		this.world.processes.get(0).freeze(true);
		this.world.pass(5000);
		assertThat(self).isNotDone();
		this.world.processes.get(0).freeze(false);
		this.world.pass(0);
		assertThat(self).isDone();
	}

	@Test
	void showsWhatAnOldLeaderBelievesInDefaultReadsOnly() {
		String first = this.world.session(this.world.a(), Duration.ZERO);
		String second = this.world.session(this.world.b(), Duration.ZERO);
		this.world.done(this.world.lock(this.world.a(), "k", first));
		this.world.agents.get(0).followStale(true);
		this.world.model.loseLeader(Duration.ofSeconds(20));
		this.world.pass(3000);
		this.world.model.electLeader(false);
		this.world.done(this.world.b().destroySession(first));
		this.world.done(this.world.lock(this.world.b(), "k", second));
		assertThat(this.world.holder(this.world.a(), "k", Consistency.DEFAULT)).isEqualTo(first);
		assertThat(this.world.await(this.world.a().list("k", Consistency.QUORUM))).isInstanceOf(Answer.Unknown.class);
		assertThat(this.world.await(this.world.set(this.world.a(), "k", "v"))).isInstanceOf(Answer.Unknown.class);
		assertThat(this.world.holder(this.world.b(), "k", Consistency.DEFAULT)).isEqualTo(second);
		assertThat(this.world.await(this.world.a().renewSession(first))).isInstanceOf(Answer.Done.class);
		this.world.pass(17_500);
		assertThat(this.world.holder(this.world.a(), "k", Consistency.DEFAULT)).isEqualTo(second);
		assertThat(this.world.refusal(this.world.a().renewSession(first))).isEqualTo(Refusal.SESSION_GONE);
	}

	@Test
	void knowsNothingForSureWithoutALeader() {
		String session = this.world.session(this.world.a(), LONG);
		this.world.model.loseLeader(Duration.ZERO);
		for (int i = 0; i < 5; i++) {
			assertThat(this.world.await(this.world.set(this.world.a(), "k", "v"))).isInstanceOf(Answer.Unknown.class);
			assertThat(this.world.await(this.world.a().list("k", Consistency.QUORUM)))
				.isInstanceOf(Answer.Unknown.class);
		}
		this.world.pass(20_000);
		this.world.model.electLeader(false);
		this.world.pass(19_000);
		this.world.done(this.world.a().renewSession(session));
		this.world.pass(20_100);
		assertThat(this.world.refusal(this.world.a().renewSession(session))).isEqualTo(Refusal.SESSION_GONE);
	}

	@Test
	void forgetsLockDelayWithALeaderThatWasRestored() {
		String first = this.world.session(this.world.a(), LONG);
		String second = this.world.session(this.world.b(), LONG);
		this.world.done(this.world.lock(this.world.a(), "k", first));
		this.world.done(this.world.a().destroySession(first));
		assertThat(this.world.refusal(this.world.lock(this.world.b(), "k", second))).isEqualTo(Refusal.LOCK_DELAY);
		this.world.model.loseLeader(Duration.ZERO);
		this.world.model.electLeader(true);
		this.world.done(this.world.lock(this.world.b(), "k", second));
	}

	@Test
	void givesALockBackToAnOlderSessionWhenASnapshotIsRestored() {
		String first = this.world.session(this.world.a(), Duration.ZERO);
		String second = this.world.session(this.world.b(), Duration.ZERO);
		long before = this.world.done(this.world.lock(this.world.a(), "k", first)).get(0).modifyIndex();
		ServerState snapshot = this.world.model.state().copy();
		this.world.done(this.world.a().transact(List.of(new Operation.Unlock("k", first, "", 0))));
		this.world.done(this.world.lock(this.world.b(), "k", second));
		Listing seen = this.world.done(this.world.b().list("k", Consistency.QUORUM));
		CompletableFuture<Answer<Listing>> watch = this.world.b().watch("k", seen.index(), LONG);
		this.world.model.restore(snapshot);
		this.world.pass(10);
		assertThat(this.world.done(watch)).isEqualTo(seen);
		Listing restored = this.world.done(this.world.b().list("k", Consistency.QUORUM));
		assertThat(restored.index()).isEqualTo(before).isLessThan(seen.index());
		assertThat(restored.entries()).extracting(Entry::session).containsExactly(first);
		assertThat(this.world.done(this.world.set(this.world.b(), "k", "v")).get(0).modifyIndex())
			.isGreaterThan(seen.index());
	}

	@Test
	void hidesKeysFromATokenWithoutRightsAndRefusesTheRest() {
		this.world.done(this.world.set(this.world.a(), "k", "v"));
		this.world.a().rights().deny(true);
		assertThat(this.world.done(this.world.a().list("k", Consistency.QUORUM)).entries()).isEmpty();
		assertThat(this.world.refusal(this.world.set(this.world.a(), "k", "v2"))).isEqualTo(Refusal.DENIED);
		assertThat(this.world.refusal(this.world.a().renewSession("any"))).isEqualTo(Refusal.DENIED);
		assertThat(this.world.refusal(this.world.a().pass("any"))).isEqualTo(Refusal.DENIED);
		this.world.a().rights().deny(false);
		assertThat(this.world.done(this.world.a().list("k", Consistency.QUORUM)).entries()).hasSize(1);
	}

	@Test
	void losesAndHoldsMessagesOnACutWire() {
		this.world.a().wire().cut();
		for (int i = 0; i < 20; i++) {
			this.world.begin(this.world.set(this.world.a(), "k" + i, "v"));
		}
		this.world.pass(5000);
		assertThat(this.world.model.state().keys().all()).isEmpty();
		this.world.a().wire().heal();
		this.world.pass(3000);
		assertThat(this.world.model.state().keys().all()).hasSizeBetween(1, 19);
	}

}
