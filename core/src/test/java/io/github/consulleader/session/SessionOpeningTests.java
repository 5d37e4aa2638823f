package io.github.consulleader.session;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.consulleader.consul.Refusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/** How a session comes to be. */
class SessionOpeningTests extends KeeperFixture {

	@Test
	@Tag("F42")
	void passesItsCheckBeforeItMakesTheSession() {
		this.keeper.start();
		this.loop.pass(NOW);
		assertThat(this.consul.asked()).startsWith("self", "register", "pass", "pass", "create");
		assertThat(this.consul.specs().get(0).checks()).containsExactly("serfHealth", "leader-app-roles-n1-alive");
		assertThat(this.consul.specs().get(0).ttl()).isEqualTo(Duration.ofSeconds(10));
		assertThat(this.keeper.session()).isEqualTo("session-1");
		assertThat(this.keeper.checked()).isTrue();
		assertThat(told()).containsExactly("session-1 checked");
	}

	@ParameterizedTest
	@CsvSource({ "true, PT5.25S", "false, PT22.25S" })
	@Tag("F14")
	void saysHowLongATakeOverTakesAtMost(boolean checked, String bound) {
		if (!checked) {
			this.consul.refuse("register", Refusal.DENIED);
		}
		this.keeper.start();
		this.loop.pass(NOW);
		assertThat(this.log.list).anyMatch((event) -> event.getLevel() == Level.INFO
				&& event.getFormattedMessage().contains("another takes over within " + bound));
	}

	@Test
	void doesNotMindThatItMayNotAskWhoTheAgentIs() {
		this.consul.refuse("self", Refusal.DENIED);
		begin();
	}

	@Test
	@Tag("F12")
	void hangsOnItsOwnCheckAloneWhereGossipIsNotTrusted() {
		keeper(null, false).start();
		this.loop.pass(NOW);
		assertThat(this.consul.specs().get(0).checks()).containsExactly("leader-app-roles-n1-alive");
	}

	@ParameterizedTest
	@EnumSource(names = { "register", "pass" })
	void goesOnWithoutACheckWhereItMayNotHaveOne(Step step) {
		this.consul.refuse(step.name(), Refusal.DENIED);
		this.keeper.start();
		this.loop.pass(NOW);
		assertThat(told()).containsExactly("session-1 unchecked");
		assertThat(this.consul.specs().get(0).checks()).containsExactly("serfHealth");
		assertThat(this.log.list).anyMatch((event) -> event.getLevel() == Level.WARN
				&& event.getFormattedMessage().contains("service \"leader-app\" { policy = \"write\" }")
				&& event.getFormattedMessage().contains("PT22.25S"));
		this.consul.comply(step.name());
		this.keeper.sessionNotFound("session-1", "test");
		this.loop.pass(SOON);
		assertThat(told()).containsExactly("session-1 ended", "session-2 checked");
		assertThat(logged(Level.WARN)).isEqualTo(1);
	}

	@Test
	@Tag("F38")
	void namesTheRuleWhenItMayNotMakeASession() {
		this.consul.refuse("create", Refusal.DENIED);
		this.keeper.start();
		this.loop.pass(Duration.ofMinutes(5));
		assertThat(told()).singleElement().asString().contains("session_prefix \"\" { policy = \"write\" }");
		assertThat(count("create")).isBetween(10L, 25L);
		assertThat(logged(Level.WARN)).isEqualTo(1);
		this.consul.comply("create");
		this.loop.pass(Duration.ofSeconds(30));
		assertThat(told()).element(1).isEqualTo("well");
		assertThat(this.keeper.session()).isNotNull();
	}

	@Test
	@Tag("T40")
	void saysOnceAndTrulyThatConsulDoesNotKnowTheToken() {
		for (String request : List.of("self", "register", "create")) {
			this.consul.refuseTheToken(request);
		}
		this.keeper.start();
		this.loop.pass(Duration.ofSeconds(1));
		assertThat(told()).singleElement()
			.asString()
			.contains("does not know", "The token needs the rule session_prefix")
			.doesNotContain("lacks");
		assertThat(logged(Level.WARN)).isEqualTo(1);
	}

	@Test
	@Tag("T16")
	void makesASessionWithoutACheckWhereNoneIsWanted() {
		this.consul.wantNoCheck();
		this.keeper.start();
		this.loop.pass(NOW);
		assertThat(told()).containsExactly("session-1 unchecked");
		assertThat(this.consul.asked()).containsExactly("self", "create");
		assertThat(this.consul.specs().get(0).checks()).containsExactly("serfHealth");
		assertThat(logged(Level.WARN)).isZero();
		assertThat(this.log.list).anyMatch((event) -> event.getFormattedMessage().contains("within PT22.25S"));
	}

	@Test
	@Tag("T16")
	void makesASessionWithoutACheckWhereSeveralAgentsAnswer() {
		this.consul.next("pass", Refusal.CHECK_MISSING);
		this.keeper.start();
		this.loop.pass(NOW);
		assertThat(told()).containsExactly("session-1 unchecked");
		assertThat(this.consul.asked()).doesNotContain("renew");
		this.keeper.sessionNotFound("session-1", "test");
		this.loop.pass(SOON);
		assertThat(told()).containsExactly("session-1 ended", "session-2 unchecked");
		assertThat(this.consul.asked()).doesNotContain("register", "pass");
		assertThat(this.log.list).filteredOn((event) -> event.getLevel() == Level.WARN)
			.singleElement()
			.extracting(ILoggingEvent::getFormattedMessage)
			.asString()
			.contains("load balancer", "agent-check", "PT22.25S", "PT5.25S");
	}

	@Test
	void makesASessionWithoutACheckWhereACheckIsMissingAsSoonAsItIsRegistered() {
		this.consul.refuse("pass", Refusal.CHECK_MISSING);
		this.keeper.start();
		this.loop.pass(Duration.ofSeconds(5));
		assertThat(told()).containsExactly("session-1 unchecked");
		assertThat(count("register")).isEqualTo(3);
		assertThat(logged(Level.WARN)).isEqualTo(1);
	}

	@Test
	@Tag("F47")
	void makesNoSessionInAnotherDatacenter() {
		this.consul.datacenter("dc2");
		SessionKeeper strict = keeper("dc1");
		strict.start();
		this.loop.pass(Duration.ofMinutes(1));
		assertThat(this.consul.asked()).containsOnly("self").hasSizeLessThan(12);
		assertThat(told()).singleElement().asString().contains("'dc2'").contains("'dc1'");
		this.consul.datacenter("dc1");
		this.loop.pass(Duration.ofSeconds(30));
		assertThat(strict.session()).isEqualTo("session-1");
	}

	@ParameterizedTest
	@EnumSource(value = Refusal.class, names = { "CHECK_MISSING", "CHECK_CRITICAL", "NODE_MISSING", "BUSY" })
	@Tag("F15")
	void triesFromTheCheckAgainWithPausesWhereTheSessionCannotBeMadeYet(Refusal refusal) {
		this.consul.refuse("create", refusal);
		this.keeper.start();
		this.loop.pass(Duration.ofSeconds(20));
		List<String> asked = this.consul.asked();
		assertThat(asked).startsWith("self", "register", "pass", "pass", "create", "register", "pass", "pass",
				"create");
		assertThat(Collections.frequency(asked, "create")).isBetween(5, 15);
		this.consul.comply("create");
		this.loop.pass(Duration.ofSeconds(5));
		assertThat(this.keeper.checked()).isTrue();
	}

	@Test
	@Tag("F54")
	@Tag("F44")
	void saysOnceThatConsulIsAwayAndOnceThatItIsBack() {
		this.consul.ignore("self");
		this.keeper.start();
		this.loop.pass(Duration.ofMinutes(1));
		assertThat(count("self")).as("without hammering").isBetween(12L, 30L);
		assertThat(logged(Level.WARN)).isEqualTo(1);
		assertThat(told()).hasSize(1);
		this.consul.comply("self");
		this.loop.pass(Duration.ofSeconds(5));
		assertThat(told()).containsExactly("session-1 checked", "well");
		assertThat(logged(Level.WARN)).isEqualTo(1);
		assertThat(this.log.list).anyMatch(
				(event) -> event.getLevel() == Level.INFO && event.getFormattedMessage().contains("recovered from"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "self", "register", "pass", "create" })
	void startsOverWhenARequestFailsInThisProcess(String request) {
		this.consul.fail(request);
		this.keeper.start();
		assertThatIllegalStateException().isThrownBy(() -> this.loop.pass(NOW)).withMessageContaining(request);
		this.loop.pass(SOON);
		assertThat(told()).singleElement().asString().endsWith(" checked");
	}

	@Test
	void startsOverWhenAnAnswerFailsInThisProcess() {
		this.consul.answerNothing("create");
		this.keeper.start();
		assertThatNullPointerException().isThrownBy(() -> this.loop.pass(NOW));
		this.consul.comply("create");
		this.loop.pass(SOON);
		assertThat(told()).containsExactly("session-2 checked");
	}

	@ParameterizedTest
	@ValueSource(strings = { "register", "create" })
	void stopsAfterAFailureInThisProcess(String request) {
		this.consul.fail(request);
		this.keeper.start();
		assertThatIllegalStateException().isThrownBy(() -> this.loop.pass(NOW));
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(SOON);
		assertThat(stopped).isCompletedWithValue(true);
		assertThat(told()).isEmpty();
	}

	/** Named as requests are in the script. */
	enum Step {

		register, pass

	}

}
