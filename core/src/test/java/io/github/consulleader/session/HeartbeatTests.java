package io.github.consulleader.session;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import io.github.consulleader.consul.Refusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How the check of a session is passed and mended. */
class HeartbeatTests extends KeeperFixture {

	@Test
	@Tag("F37")
	void triesSoonAgainToPass() {
		begin();
		for (int error = 0; error < 2; error++) {
			this.consul.refuse("pass", Refusal.BUSY);
			this.loop.pass(Duration.ofSeconds(1));
			this.consul.asked();
			this.consul.comply("pass");
			this.loop.pass(Duration.ofMillis(900));
			assertThat(count("pass")).as("the agent has heard in time").isPositive();
		}
		this.consul.ignore("pass");
		this.consul.asked();
		this.loop.pass(Duration.ofSeconds(60));
		assertThat(count("pass")).as("without hammering").isBetween(60L, 70L);
	}

	@Test
	void mendsACheckThatTheAgentHasLost() {
		begin();
		this.consul.refuse("pass", Refusal.CHECK_MISSING);
		this.loop.pass(Duration.ofSeconds(1));
		this.consul.comply("pass");
		this.loop.pass(SOON);
		assertThat(this.consul.asked()).contains("renew", "register").doesNotContain("create");
		assertThat(told()).hasSize(2).endsWith("well");
	}

	@Test
	@Tag("T16")
	void givesTheSessionUpOnceWhereSeveralAgentsAnswer() {
		begin();
		this.consul.next("pass", Refusal.CHECK_MISSING);
		this.loop.pass(Duration.ofSeconds(1));
		assertThat(told()).containsExactly("session-1 ended", "session-2 unchecked");
		assertThat(this.consul.destroyed()).containsExactly("session-1");
		assertThat(logged(Level.WARN)).isEqualTo(1);
		this.consul.asked();
		this.loop.pass(Duration.ofSeconds(60));
		assertThat(this.consul.asked()).doesNotContain("pass", "register", "create");
		assertThat(told()).isEmpty();
		assertThat(logged(Level.WARN)).isEqualTo(1);
	}

	@Test
	@Tag("T16")
	void takesAnAgentThatWasRestartedOftenForOne() {
		begin();
		for (int restart = 0; restart < 5; restart++) {
			this.consul.loseTheCheck();
			this.loop.pass(Duration.ofSeconds(20));
		}
		for (int restart = 0; restart < 5; restart++) {
			this.consul.ignore("pass");
			this.loop.pass(Duration.ofSeconds(1));
			this.consul.loseTheCheck();
			this.loop.pass(Duration.ofSeconds(2));
		}
		assertThat(count("register")).isEqualTo(10);
		assertThat(told()).doesNotContain("session-1 ended").endsWith("well");
		assertThat(this.keeper.checked()).isTrue();
	}

	@Test
	@Tag("F38")
	void registersItsCheckWithTheTokenThatCameAfterOneThatWasRevoked() {
		begin();
		this.consul.refuse("pass", Refusal.DENIED);
		this.loop.pass(Duration.ofSeconds(3));
		assertThat(this.consul.asked()).contains("pass").doesNotContain("register");
		this.consul.comply("pass");
		this.consul.ignore("register");
		this.loop.pass(Duration.ofSeconds(2));
		assertThat(count("register")).as("until it is answered").isEqualTo(2);
		this.consul.comply("register");
		this.loop.pass(Duration.ofSeconds(5));
		assertThat(count("register")).as("once").isEqualTo(1);
	}

	@Test
	@Tag("F38")
	void registersItsCheckWithATokenThatTookThePlaceOfOneThatIsStillGood() {
		begin();
		this.loop.pass(Duration.ofSeconds(10));
		assertThat(count("register")).isZero();
		this.consul.rotateToken();
		this.consul.refuse("register", Refusal.BUSY);
		this.loop.pass(Duration.ofSeconds(2));
		assertThat(count("register")).as("until it is answered").isEqualTo(2);
		this.consul.comply("register");
		this.loop.pass(Duration.ofSeconds(10));
		assertThat(count("register")).as("once").isEqualTo(1);
	}

}
