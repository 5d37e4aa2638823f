package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Lock-delay: when it starts, when not, and what it survives. */
interface LockDelayContract extends ConsulFixture {

	@Test
	default void keepsALostKeyClosedThoughItReadsAsFree() {
		String session = session(Duration.ofSeconds(30));
		lock(key("lock"), session);
		done(consul().destroySession(session));
		assertThat(exists(key("lock"))).isFalse();
		assertThat(refusedLock(key("lock"))).isEqualTo(Refusal.LOCK_DELAY);
		assertThat(refusedLock(key("lock"))).isEqualTo(Refusal.LOCK_DELAY);
	}

	@Test
	default void opensALostKeyWhenLockDelayIsOver() {
		String session = session(Duration.ofSeconds(3));
		lock(key("lock"), session);
		elapse(Duration.ofMillis(500));
		done(consul().destroySession(session));
		elapse(Duration.ofSeconds(1));
		assertThat(refusedLock(key("lock"))).isEqualTo(Refusal.LOCK_DELAY);
		elapse(Duration.ofSeconds(2));
		until("lock-delay is over", () -> await(
				another().transact(List.of(new Operation.Lock(key("lock"), session(), "", 0)))) instanceof Answer.Done);
	}

	@Test
	default void startsNoLockDelayAtUnlock() {
		String session = session(Duration.ofSeconds(30));
		lock(key("lock"), session);
		transact(new Operation.Unlock(key("lock"), session, "", 0));
		String next = session();
		lock(key("lock"), next);
		transact(new Operation.Unlock(key("lock"), next, "", 0));
		done(consul().destroySession(session));
		lock(key("lock"), session());
	}

	@Test
	default void startsNoLockDelayWhenTheKeyIsDeleted() {
		lock(key("lock"), session(Duration.ofSeconds(30)));
		transact(new Operation.Delete(key("lock")));
		lock(key("lock"), session());
	}

	@Test
	default void keepsLockDelayWhenTheKeyIsMadeAndDeleted() {
		String session = session(Duration.ofSeconds(30));
		lock(key("lock"), session);
		done(consul().destroySession(session));
		set(key("lock"), "made by somebody else");
		assertThat(refusedLock(key("lock"))).isEqualTo(Refusal.LOCK_DELAY);
		transact(new Operation.Delete(key("lock")));
		assertThat(refusedLock(key("lock"))).isEqualTo(Refusal.LOCK_DELAY);
	}

	@Test
	default void startsLockDelayWhenACheckIsDeregistered() {
		CheckRegistration check = passingCheck(Duration.ofSeconds(30));
		lock(key("lock"), session(Duration.ofSeconds(30), check.checkId()));
		done(consul().deregister(check.serviceId()));
		until("the session has gone", () -> !exists(key("lock")));
		assertThat(refusedLock(key("lock"))).isEqualTo(Refusal.LOCK_DELAY);
	}

	@Test
	default void takesTheLockDelayOfTheSessionThatDied() {
		String hasty = session(Duration.ZERO);
		lock(key("lock"), hasty);
		done(consul().destroySession(hasty));
		lock(key("lock"), session(Duration.ofSeconds(30)));
	}

	@Test
	default void honoursALockDelayOfAFewMilliseconds() {
		String session = session(Duration.ofMillis(5));
		lock(key("lock"), session);
		done(consul().destroySession(session));
		elapse(Duration.ofMillis(5));
		lock(key("lock"), session());
	}

	@Test
	default void honoursNoLockDelayOverAMinute() {
		assumeTrue(patient(), "takes a minute: run with -Dlong");
		String session = session(Duration.ofMinutes(10));
		lock(key("lock"), session);
		done(consul().destroySession(session));
		elapse(Duration.ofSeconds(57));
		assertThat(refusedLock(key("lock"))).isEqualTo(Refusal.LOCK_DELAY);
		until("lock-delay is over", () -> await(
				another().transact(List.of(new Operation.Lock(key("lock"), session(), "", 0)))) instanceof Answer.Done);
	}

	@Test
	default void startsNoLockDelayWhenALockIsDeletedAndTakenAtOnce() {
		String robbed = session(Duration.ofSeconds(30));
		String robber = session();
		lock(key("lock"), robbed);
		transact(new Operation.Delete(key("lock")), new Operation.Lock(key("lock"), robber, "", 0));
		done(consul().renewSession(robbed));
		done(consul().destroySession(robbed));
		assertThat(shown(key("lock")).session()).isEqualTo(robber);
		transact(new Operation.Delete(key("lock")));
		lock(key("lock"), session());
	}

	@Test
	default void looksAtLockDelayBeforeAnythingElse() {
		String gone = session(Duration.ofSeconds(30));
		lock(key("lock"), gone);
		done(consul().destroySession(gone));
		Answer.Refused<List<Entry>> refused = refusedTransaction(new Operation.CheckIndex(key("term"), 1),
				new Operation.Lock(key("lock"), gone, "", 0));
		assertThat(refused.refusal()).isEqualTo(Refusal.LOCK_DELAY);
		assertThat(refused.failed()).extracting(Answer.FailedOp::index).containsExactly(1);
		assertThat(refused.detail()).isEqualTo("failed to lock key \"" + key("lock") + "\" due to lock delay");
	}

	@Test
	default void isNotWokenByTheEndOfLockDelay() {
		String session = session(Duration.ofMillis(500));
		set(key("a"), "");
		lock(key("lock"), session);
		done(consul().destroySession(session));
		Listing seen = listing();
		assertThat(done(consul().watch(prefix(), seen.index(), Duration.ofSeconds(1)))).isEqualTo(seen);
		lock(key("lock"), session());
	}

	@Test
	default void closesOnlyTheKeysThatWereHeld() {
		String session = session(Duration.ofSeconds(30));
		lock(key("held"), session);
		done(consul().destroySession(session));
		lock(key("lock"), session());
	}

	@Test
	default void refusesTheWholeTransactionInLockDelay() {
		String session = session(Duration.ofSeconds(30));
		lock(key("lock"), session);
		done(consul().destroySession(session));
		Answer.Refused<?> refused = refusedTransaction(new Operation.Set(key("term"), "", 0),
				new Operation.Lock(key("lock"), session(), "", 0));
		assertThat(refused.refusal()).isEqualTo(Refusal.LOCK_DELAY);
		assertThat(refused.failed()).extracting(Answer.FailedOp::index).containsExactly(1);
		assertThat(exists(key("term"))).isFalse();
	}

	@Test
	default void endsADelayThatBeganInsideAnotherWithTheFirst() {
		String key = lostInsideADelay(Duration.ofSeconds(2), Duration.ofSeconds(60));
		until("the first delay is over", () -> await(
				another().transact(List.of(new Operation.Lock(key, session(), "", 0)))) instanceof Answer.Done);
	}

	/**
	 * A take that is under way when its lock is lost gets inside the delay now and then,
	 * since Consul looks at delays before its log.
	 */
	private String lostInsideADelay(Duration first, Duration second) {
		for (int tries = 0; tries < 1000; tries++) {
			String key = key("lock-" + tries);
			String lost = session(first);
			String next = session(second);
			lock(key, lost);
			CompletableFuture<Answer<Ack>> destroyed = consul().destroySession(lost);
			Answer<List<Entry>> taken = await(another().transact(List.of(new Operation.Lock(key, next, "", 0))));
			done(destroyed);
			if (taken instanceof Answer.Done) {
				done(consul().destroySession(next));
				return key;
			}
		}
		return fail("no take overtook a lost lock");
	}

}
