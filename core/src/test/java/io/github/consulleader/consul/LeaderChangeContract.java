package io.github.consulleader.consul;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What outlives the leader of the servers; for who has several. */
public interface LeaderChangeContract extends ConsulFixture {

	/** Lets another server lead, and returns when one does. */
	void changeLeader();

	@Test
	default void keepsEverythingWhenTheLeaderChangesAndCountsTtlsAnew() {
		String session = sessionOf(shortestTtl(), Duration.ofSeconds(60));
		String lost = session(Duration.ofSeconds(60));
		lock(key("held"), session);
		lock(key("lost"), lost);
		done(consul().destroySession(lost));
		Listing before = listing();
		elapse(shortestTtl().multipliedBy(3).dividedBy(2));
		changeLeader();
		elapse(shortestTtl());
		assertThat(listing()).isEqualTo(before);
		assertThat(refusedLock(key("lost"))).isEqualTo(Refusal.LOCK_DELAY);
		assertThat(refusedLock(key("held"))).isEqualTo(Refusal.CONFLICT);
		assertThat(set(key("set"), "").modifyIndex()).isGreaterThan(before.index());
		until("the session has expired", () -> !exists(key("held")));
		assertThat(refusal(consul().renewSession(session))).isEqualTo(Refusal.SESSION_GONE);
	}

}
