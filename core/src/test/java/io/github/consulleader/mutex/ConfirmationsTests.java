package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.session.SessionPlan;
import io.github.consulleader.time.HandLoop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How what is held is confirmed, on clocks that are set by hand. */
@Tag("T24")
class ConfirmationsTests {

	private static final Timings TIMINGS = Timings.balanced();

	private static final Duration CONFIDENCE = TIMINGS.confidence();

	private static final Duration EVERY = TIMINGS.confirmEvery();

	private static final Duration MOMENT = Duration.ofMillis(1);

	private static final String LOCK = "leader/app/mutex/job/.lock";

	private final HandLoop loop = new HandLoop();

	private final HandConsul consul = new HandConsul();

	private final Mutexes mutexes = new Mutexes(this.consul.consul(), this.loop,
			new SessionPlan("mutex", new Candidate("leader", "app", "me", null), "nonce", TIMINGS, true), null,
			Runnable::run);

	private final List<String> told = new ArrayList<>();

	private LockRequest claim(String key) {
		LockRequest claim = this.mutexes.claim(key, null, false);
		this.loop.run();
		return claim;
	}

	private LockLease hold(String key) {
		LockLease hold = claim(key).outcome().join().orElseThrow();
		hold.whenLost(this.told::add);
		return hold;
	}

	private void release(LockLease hold) {
		assertThat(hold.end()).isNull();
		CompletableFuture<UnlockResult> released = this.mutexes.release(hold);
		this.loop.run();
		assertThat(released.join()).isEqualTo(UnlockResult.known(null));
	}

	private void confirm() {
		this.consul.confirm();
		this.loop.run();
	}

	@Test
	void theTakeIsTheFirstConfirmationCountedFromWhenItWasSent() {
		this.consul.holdBack(true);
		LockRequest claim = claim("job");
		this.loop.advance(Duration.ofMillis(600));
		this.consul.answer(this.consul.applied(this.consul.writes().get(0)));
		this.loop.run();
		LockLease hold = claim.outcome().join().orElseThrow();
		this.loop.advance(CONFIDENCE.minusMillis(601));
		assertThat(hold.whyLost()).isNull();
		this.loop.advance(MOMENT);
		assertThat(hold.whyLost()).contains("did not confirm");
	}

	@Test
	void aTakeThatIsAnsweredTooLateIsNoHoldAndIsGivenBack() {
		this.consul.holdBack(true);
		LockRequest claim = claim("job");
		this.loop.advance(CONFIDENCE);
		this.consul.holdBack(false);
		this.consul.answer(this.consul.applied(this.consul.writes().get(0)));
		this.loop.run();
		LockLease hold = claim.outcome().join().orElseThrow();
		assertThat(this.consul.writes()).as("take, release, and a take in time").hasSize(3);
		assertThat(hold.token()).isEqualTo(this.consul.entry(LOCK).modifyIndex());
		assertThat(hold.whyLost()).isNull();
	}

	@Test
	void asksForNothingWhileNothingIsHeld() {
		LockLease hold = hold("job");
		this.loop.advance(EVERY.minus(MOMENT));
		release(hold);
		this.loop.advance(Duration.ofSeconds(10));
		assertThat(this.consul.confirmations()).isEmpty();
		this.loop.advance(Duration.ofSeconds(10));
		assertThat(this.told).isEmpty();
	}

	@Test
	void isConfirmedEverySoOftenAndHeldAsLongAsItIs() {
		LockLease hold = hold("job");
		for (int turn = 1; turn <= 20; turn++) {
			this.loop.advance(EVERY);
			assertThat(this.consul.confirmations()).hasSize(turn);
			confirm();
		}
		assertThat(this.consul.confirmations().get(19))
			.containsExactly(new Operation.CheckIndex(LOCK, this.consul.entry(LOCK).modifyIndex()));
		assertThat(hold.whyLost()).isNull();
		assertThat(this.consul.writes()).as("none is a write").hasSize(1);
		release(hold);
	}

	@Test
	void aConfirmationCountsFromWhenItWasSent() {
		LockLease hold = hold("job");
		this.loop.advance(EVERY);
		this.loop.advance(EVERY);
		confirm();
		this.loop.advance(CONFIDENCE.minus(EVERY).minus(MOMENT));
		assertThat(hold.whyLost()).isNull();
		this.loop.advance(MOMENT);
		assertThat(hold.whyLost()).isNotNull();
	}

	@Test
	void unconfirmedItEndsByTheClockIsToldAndGivenBackGuarded() {
		LockLease hold = hold("job");
		long index = hold.token();
		this.loop.advance(CONFIDENCE.minus(MOMENT));
		assertThat(this.told).isEmpty();
		this.loop.advance(MOMENT);
		assertThat(this.told).singleElement().asString().contains("did not confirm it for PT1.8S");
		assertThat(this.consul.writes().get(1)).contains(new Operation.CheckIndex(LOCK, index));
		assertThat(this.consul.entry(LOCK)).as("others may have it").isNull();
		assertThat(hold.end()).as("what unlock says").contains("did not confirm");
	}

	@Test
	void whatWasLostIsNeverConfirmedAgain() {
		LockLease hold = hold("job");
		this.loop.advance(EVERY);
		this.loop.ticker().advance(CONFIDENCE);
		this.consul.confirm();
		this.loop.run();
		assertThat(hold.whyLost()).isNotNull();
		this.loop.advance(EVERY);
		assertThat(hold.whyLost()).isNotNull();
		assertThat(this.told).hasSize(1);
	}

	@Test
	void aWallClockThatLeapsEndsIt() {
		LockLease hold = hold("job");
		this.loop.ticker().advanceWall(Duration.ofHours(1));
		assertThat(hold.whyLost()).isNotNull();
		this.loop.ticker().advanceWall(Duration.ofHours(-1));
		assertThat(hold.whyLost()).isNotNull();
	}

	@Test
	void asksAgainSoonAfterSilence() {
		LockLease hold = hold("job");
		this.loop.advance(EVERY);
		this.loop.advance(TIMINGS.requestTimeout());
		this.consul.answer(new Answer.Unknown<>("silence"));
		this.loop.advance(EVERY.dividedBy(10));
		assertThat(this.consul.confirmations()).hasSize(2);
		confirm();
		this.loop.advance(CONFIDENCE.minus(EVERY).minus(EVERY.dividedBy(10)));
		assertThat(hold.whyLost()).isNull();
	}

	@Test
	void looksWhenTheKeyIsNotAsItWas() {
		LockLease hold = hold("job");
		long index = this.consul.write(LOCK, "scribbled", "session", 0).modifyIndex();
		int looks = this.consul.looks();
		this.loop.advance(EVERY);
		confirm();
		assertThat(this.consul.looks()).isEqualTo(looks + 1);
		assertThat(hold.whyLost()).isNull();
		assertThat(this.consul.writes().get(1)).as("says again what it is")
			.contains(new Operation.CheckIndex(LOCK, index));
		assertThat(LockText.read(this.consul.entry(LOCK).value())).isNotNull();
		this.loop.advance(EVERY);
		confirm();
		this.loop.advance(EVERY);
		confirm();
		this.loop.advance(CONFIDENCE.minus(MOMENT));
		assertThat(hold.whyLost()).isNull();
	}

	@Test
	void anotherAcquisitionOfTheSameSessionIsNotThisHold() {
		LockLease hold = hold("job");
		String value = this.consul.entry(LOCK).value();
		this.consul.remove(LOCK);
		this.consul.write(LOCK, value, "session", KeyState.LOCK_FLAGS);
		this.loop.advance(EVERY);
		confirm();
		assertThat(hold.whyLost()).isNotNull();
		assertThat(this.told).hasSize(1);
		this.loop.advance(EVERY);
		assertThat(this.consul.entry(LOCK)).as("nobody believes in it").isNull();
	}

	@Test
	void confirmsManyInAsManyTransactionsAsItTakes() {
		List<LockLease> holds = new ArrayList<>();
		for (int i = 0; i < 150; i++) {
			holds.add(hold("job-" + i));
		}
		for (int turn = 0; turn < 5; turn++) {
			this.loop.advance(EVERY);
			confirm();
			confirm();
			confirm();
		}
		assertThat(this.consul.confirmations()).hasSize(15);
		assertThat(this.consul.confirmations()).extracting(List::size).startsWith(64, 64, 22);
		assertThat(holds).allMatch((hold) -> hold.whyLost() == null);
	}

	@Test
	void goesOnConfirmingTheOthersWhenOneIsLost() {
		LockLease lost = hold("lost");
		LockLease kept = hold("kept");
		this.consul.remove("leader/app/mutex/lost/.lock");
		for (int turn = 0; turn < 8; turn++) {
			this.loop.advance(EVERY);
			confirm();
		}
		assertThat(lost.whyLost()).contains("its key is gone");
		assertThat(kept.whyLost()).isNull();
		assertThat(this.told).hasSize(1);
	}

	@Test
	void closingTwiceTellsBoth() {
		hold("job");
		CompletableFuture<Boolean> first = this.mutexes.shut();
		CompletableFuture<Boolean> second = this.mutexes.shut();
		this.loop.run();
		assertThat(first).isCompletedWithValue(true);
		assertThat(second).isCompletedWithValue(true);
		assertThat(this.told).singleElement().asString().contains("closed");
	}

	@Test
	void aRefusalConfirmsNothing() {
		LockLease hold = hold("job");
		this.loop.advance(EVERY);
		this.consul.answer(new Answer.Refused<>(Refusal.DENIED, "Permission denied"));
		this.loop.advance(CONFIDENCE.minus(EVERY));
		assertThat(hold.whyLost()).isNotNull();
	}

}
