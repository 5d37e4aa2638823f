package io.github.consulleader.session;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.github.consulleader.consul.Refusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a session is kept, and followed by another. */
class SessionLifeTests extends KeeperFixture {

	@Test
	void beginsAnewAtOnceWhenTheSessionIsGone() {
		begin();
		this.loop.pass(Duration.ofSeconds(7));
		this.consul.refuse("renew", Refusal.SESSION_GONE);
		this.keeper.suspect();
		this.consul.comply("renew");
		this.loop.pass(NOW);
		assertThat(told()).containsExactly("session-1 ended", "session-2 checked");
	}

	@Test
	@Tag("F41")
	void doesNotHammerWhereSessionsDoNotLast() {
		begin();
		this.consul.refuse("renew", Refusal.SESSION_GONE);
		this.loop.pass(Duration.ofMinutes(2));
		assertThat(count("create")).isLessThan(40);
	}

	@ParameterizedTest
	@EnumSource(names = { "SESSION_GONE", "DENIED" })
	@Tag("F7")
	void doesNotListenToAnswersOfAnOlderSession(Refusal late) {
		begin();
		this.loop.pass(Duration.ofSeconds(4));
		this.consul.refuse("renew", late);
		this.consul.keepBack("renew");
		this.keeper.suspect();
		this.consul.refuse("pass", Refusal.CHECK_MISSING);
		this.consul.keepBack("pass");
		this.loop.pass(Duration.ofSeconds(1));
		this.consul.comply("pass");
		this.keeper.sessionNotFound("session-1", "told by a transaction");
		this.keeper.sessionNotFound("session-1", "told again");
		assertThat(told()).containsExactly("session-1 ended");
		this.consul.comply("renew");
		this.consul.deliver("renew");
		this.consul.deliver("pass");
		this.loop.pass(Duration.ofSeconds(2));
		assertThat(told()).containsExactly("session-2 checked");
	}

	@Test
	@Tag("F7")
	void hasOneRenewTimerAndOneHeartbeatTimerAfterAnyNumberOfSessions() {
		begin();
		for (int i = 1; i < 6; i++) {
			this.loop.pass(Duration.ofSeconds(4));
			this.consul.keepBack("renew");
			this.consul.keepBack("pass");
			this.keeper.suspect();
			this.loop.pass(Duration.ofSeconds(1));
			this.keeper.sessionNotFound("session-" + i, "test");
			this.consul.deliver("renew");
			this.consul.deliver("pass");
			this.loop.pass(SOON);
		}
		assertThat(this.keeper.session()).isEqualTo("session-6");
		this.consul.asked();
		this.loop.pass(Duration.ofSeconds(30));
		List<String> asked = this.consul.asked();
		assertThat(Collections.frequency(asked, "renew")).isEqualTo(10);
		assertThat(Collections.frequency(asked, "pass")).isEqualTo(30);
	}

	@Test
	@Tag("F43")
	void renewsLessOftenWhereTheServersGrantALongerTtl() {
		this.consul.grantedTtl(Duration.ofSeconds(60));
		begin();
		this.loop.pass(Duration.ofSeconds(3));
		this.consul.asked();
		this.loop.pass(Duration.ofSeconds(60));
		assertThat(count("renew")).isEqualTo(3);
	}

	@Test
	void triesSoonAgainToRenew() {
		begin();
		this.consul.ignore("renew");
		this.loop.pass(Duration.ofSeconds(6));
		assertThat(count("renew")).isGreaterThan(4);
		assertThat(told()).singleElement().asString().contains("not renewed");
		this.consul.comply("renew");
		this.loop.pass(Duration.ofSeconds(3));
		assertThat(told()).containsExactly("well");
	}

	@Test
	void givesUpASessionAndBeginsAnotherAtOnce() {
		begin();
		this.loop.pass(Duration.ofSeconds(4));
		this.keeper.destroy();
		this.loop.pass(NOW);
		assertThat(told()).containsExactly("session-1 ended", "session-2 checked");
		assertThat(this.consul.asked()).contains("destroy");
	}

}
