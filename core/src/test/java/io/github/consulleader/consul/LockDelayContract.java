package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lock-delay: when it starts, when not, and what it survives. */
interface LockDelayContract extends ConsulFixture {

	private Refusal tryToLock() {
		return refusedTransaction(new Operation.Lock(key("lock"), session(), "", 0)).refusal();
	}

	@Test
	default void keepsALostKeyClosedThoughItReadsAsFree() {
		String session = session(Duration.ofSeconds(30));
		lock(key("lock"), session);
		done(consul().destroySession(session));
		assertThat(exists(key("lock"))).isFalse();
		assertThat(tryToLock()).isEqualTo(Refusal.LOCK_DELAY);
		assertThat(tryToLock()).isEqualTo(Refusal.LOCK_DELAY);
	}

	@Test
	default void opensALostKeyWhenLockDelayIsOver() {
		String session = session(Duration.ofSeconds(4));
		lock(key("lock"), session);
		elapse(Duration.ofSeconds(1));
		done(consul().destroySession(session));
		elapse(Duration.ofSeconds(1));
		assertThat(tryToLock()).isEqualTo(Refusal.LOCK_DELAY);
		elapse(Duration.ofSeconds(3));
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
		transact(new Operation.Delete(key("lock")));
		assertThat(tryToLock()).isEqualTo(Refusal.LOCK_DELAY);
	}

	@Test
	default void startsLockDelayWhenACheckEndsTheSession() {
		CheckRegistration check = passingCheck(Duration.ofSeconds(1));
		String session = session(Duration.ofSeconds(30), check.checkId());
		lock(key("lock"), session);
		until("the session has gone", () -> !exists(key("lock")));
		assertThat(tryToLock()).isEqualTo(Refusal.LOCK_DELAY);
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

}
