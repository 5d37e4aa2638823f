package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Sessions: birth, renewal, end, and what becomes of their keys. */
interface SessionContract extends ConsulFixture {

	@Test
	default void renewsASessionAndSaysItsTtl() {
		assertThat(done(another().renewSession(session()))).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	default void givesEachSessionAnIdOfItsOwn() {
		assertThat(session()).isNotEqualTo(session());
	}

	@Test
	default void doesNotRenewASessionThatNeverWas() {
		assertThat(refusal(consul().renewSession(UUID.randomUUID().toString()))).isEqualTo(Refusal.SESSION_GONE);
	}

	@Test
	default void doesNotRenewASessionThatWasDestroyed() {
		String session = session();
		done(another().destroySession(session));
		assertThat(refusal(consul().renewSession(session))).isEqualTo(Refusal.SESSION_GONE);
	}

	@Test
	default void destroysASessionAnyNumberOfTimes() {
		String session = session();
		done(consul().destroySession(session));
		done(consul().destroySession(session));
		done(consul().destroySession(UUID.randomUUID().toString()));
	}

	@Test
	default void deletesTheKeysThatASessionHolds() {
		String session = session();
		lock(key("held"), session);
		lock(key("released"), session);
		transact(new Operation.Unlock(key("released"), session, "", 0));
		done(consul().destroySession(session));
		assertThat(listing().entries()).extracting(Entry::key).containsExactly(key("released"));
	}

	@Test
	default void refusesATtlOutOfRange() {
		SessionSpec spec = new SessionSpec("contract", Duration.ofSeconds(9), Duration.ZERO, List.of());
		assertThat(refusal(consul().createSession(spec))).isEqualTo(Refusal.INVALID);
	}

	@Test
	default void hangsASessionOnGossip() {
		String session = session(Duration.ofMillis(100), "serfHealth");
		assertThat(done(consul().renewSession(session))).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	@Tag("F42")
	default void endsASessionThatNobodyRenewsAfterTwiceItsTtl() {
		assumeTrue(patient(), "takes 20 s: run with -Dlong");
		String session = session();
		lock(key("lock"), session);
		elapse(Duration.ofSeconds(15));
		assertThat(shown(key("lock")).session()).isEqualTo(session);
		until("the session has expired", () -> !exists(key("lock")));
		assertThat(refusal(consul().renewSession(session))).isEqualTo(Refusal.SESSION_GONE);
	}

	@Test
	default void keepsASessionThatIsRenewed() {
		assumeTrue(patient(), "takes 24 s: run with -Dlong");
		String session = session();
		lock(key("lock"), session);
		for (int i = 0; i < 8; i++) {
			elapse(Duration.ofSeconds(3));
			done(consul().renewSession(session));
		}
		assertThat(shown(key("lock")).session()).isEqualTo(session);
	}

}
