package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

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
		String id = UUID.randomUUID().toString();
		Answer.Refused<Duration> refused = refused(consul().renewSession(id));
		assertThat(refused.refusal()).isEqualTo(Refusal.SESSION_GONE);
		assertThat(refused.detail()).contains("Session id '" + id + "' not found");
	}

	@Test
	default void doesNotRenewASessionThatWasDestroyed() {
		String session = session();
		done(another().destroySession(session));
		assertThat(refusal(consul().renewSession(session))).isEqualTo(Refusal.SESSION_GONE);
	}

	@Test
	default void tellsWhetherASessionIsThere() {
		String session = session();
		assertThat(done(another().hasSession(session))).isTrue();
		done(consul().destroySession(session));
		assertThat(done(another().hasSession(session))).isFalse();
		assertThat(done(consul().hasSession(UUID.randomUUID().toString()))).isFalse();
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
		lock(key("theirs"), session());
		lock(key("too"), session);
		done(consul().destroySession(session));
		assertThat(listing().entries()).extracting(Entry::key).containsExactly(key("released"), key("theirs"));
	}

	/** Also after another has taken it away, nothing is as it was before. */
	@Test
	@Tag("T24")
	default void keepsTheKeysOfASessionThatReleasesThemWithAnotherIndex() {
		String session = done(consul().createSession(new SessionSpec("contract", Duration.ofSeconds(10),
				Duration.ofSeconds(30), List.of(), SessionSpec.Behavior.RELEASE)));
		Entry held = lock(key("held"), session);
		done(consul().destroySession(session));
		Entry left = shown(key("held"));
		assertThat(left).extracting(Entry::value, Entry::session, Entry::createIndex)
			.containsExactly("held", null, held.createIndex());
		assertThat(left.modifyIndex()).isGreaterThan(held.modifyIndex());
		assertThat(refusedLock(key("held"))).isEqualTo(Refusal.LOCK_DELAY);
		for (Operation stale : List.of(new Operation.CheckNotExists(key("held")),
				new Operation.CheckIndex(key("held"), held.modifyIndex()))) {
			assertThat(refusedTransaction(stale, new Operation.Set(key("x"), "", 0)).refusal()).as(stale.toString())
				.isEqualTo(Refusal.CONFLICT);
		}
	}

	@Test
	default void refusesATtlOutOfRange() {
		for (Duration ttl : List.of(shortestTtl().minusSeconds(1), Duration.ofHours(24).plusSeconds(1))) {
			Answer.Refused<String> refused = refused(
					consul().createSession(new SessionSpec("contract", ttl, Duration.ZERO, List.of())));
			assertThat(refused.refusal()).isEqualTo(Refusal.INVALID);
			assertThat(refused.detail()).contains("Invalid Session TTL '" + ttl.toNanos() + "', must be between [");
		}
		sessionOf(shortestTtl(), Duration.ZERO);
		assertThat(done(consul().renewSession(sessionOf(Duration.ofHours(24), Duration.ZERO)))).hasHours(24);
	}

	@Test
	default void hangsASessionOnGossip() {
		String session = session(Duration.ofMillis(100), "serfHealth");
		assertThat(done(consul().renewSession(session))).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	default void hangsASessionOnGossipAndOnACheckOfItsOwn() {
		CheckRegistration check = passingCheck(Duration.ofSeconds(30));
		String session = session(Duration.ofMillis(100), "serfHealth", check.checkId());
		done(another().renewSession(session));
		done(consul().deregister(check.serviceId()));
		until("the session has gone", () -> await(consul().renewSession(session)) instanceof Answer.Refused);
	}

	/** Neither use nor healthy gossip keeps a session alive, only renewal does. */
	@Test
	@Tag("F42")
	default void endsASessionThatNobodyRenewsAfterTwiceItsTtlAndNoOther() {
		assumeTrue(patient() || shortestTtl().toSeconds() < 5, "takes 30 s: run with -Dlong");
		String left = sessionOf(shortestTtl(), Duration.ofSeconds(30), "serfHealth");
		String renewed = sessionOf(shortestTtl(), Duration.ZERO);
		lock(key("renewed"), renewed);
		elapse(shortestTtl());
		done(consul().renewSession(renewed));
		lock(key("left"), left);
		elapse(shortestTtl().dividedBy(2));
		assertThat(shown(key("left")).session()).isEqualTo(left);
		elapse(shortestTtl().dividedBy(2));
		done(consul().renewSession(renewed));
		until("the session has expired", () -> !exists(key("left")));
		assertThat(refusal(consul().renewSession(left))).isEqualTo(Refusal.SESSION_GONE);
		assertThat(refusedLock(key("left"))).isEqualTo(Refusal.LOCK_DELAY);
		elapse(shortestTtl());
		assertThat(shown(key("renewed")).session()).isEqualTo(renewed);
	}

	@Test
	default void endsTheSessionsOfANodeThatIsRemoved() {
		assumeTrue(patient(), "the agent takes a minute to come back: run with -Dlong");
		String session = session(Duration.ofSeconds(30));
		lock(key("lock"), session);
		removeNode();
		until("the session has gone", () -> !exists(key("lock")));
		assertThat(refusedSession()).isEqualTo(Refusal.NODE_MISSING);
		awaitNode();
		assertThat(refusal(consul().renewSession(session))).isEqualTo(Refusal.SESSION_GONE);
	}

	private Refusal refusedSession() {
		Answer.Refused<String> refused = refused(sessionOnGossip());
		assertThat(refused.detail()).contains("Missing node registration");
		return refused.refusal();
	}

	/** The agent may bring the node back before the leader brings gossip's check. */
	private void awaitNode() {
		for (int i = 0; await(sessionOnGossip()) instanceof Answer.Refused<String> refused; i++) {
			assertThat(refused.refusal()).isIn(Refusal.NODE_MISSING, Refusal.CHECK_MISSING);
			assertThat(i).as("times 5 s until the node is registered again").isLessThan(30);
			elapse(Duration.ofSeconds(5));
		}
	}

	private CompletableFuture<Answer<String>> sessionOnGossip() {
		return consul()
			.createSession(new SessionSpec("contract", Duration.ofSeconds(10), Duration.ZERO, List.of("serfHealth")));
	}

}
