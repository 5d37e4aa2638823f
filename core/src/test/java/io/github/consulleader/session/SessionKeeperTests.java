package io.github.consulleader.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class SessionKeeperTests {

	private static final Duration NOW = Duration.ZERO;

	private static final Duration SOON = Duration.ofMillis(100);

	private final HandLoop loop = new HandLoop();

	private final ScriptedConsul consul = new ScriptedConsul();

	private final List<String> told = new ArrayList<>();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final SessionKeeper keeper = keeper(null);

	@BeforeEach
	void listen() {
		this.log.start();
		logger().addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		logger().detachAppender(this.log);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger("io.github.consulleader.session");
	}

	private SessionKeeper keeper(@Nullable String datacenter) {
		return keeper(datacenter, true);
	}

	private SessionKeeper keeper(@Nullable String datacenter, boolean gossipCheck) {
		SessionPlan plan = new SessionPlan("roles", new Candidate("leader", "app", "me", null), "n1",
				Timings.balanced(), gossipCheck);
		return new SessionKeeper(this.consul, this.loop, plan, new SessionListener() {

			@Override
			public void sessionBegan(String sessionId, boolean checked) {
				SessionKeeperTests.this.told.add(sessionId + (checked ? " checked" : " unchecked"));
			}

			@Override
			public void sessionEnded(String sessionId, String why) {
				SessionKeeperTests.this.told.add(sessionId + " ended");
			}

			@Override
			public void problem(@Nullable String problem) {
				SessionKeeperTests.this.told.add((problem != null) ? problem : "well");
			}

		}, datacenter);
	}

	private List<String> told() {
		List<String> copy = List.copyOf(this.told);
		this.told.clear();
		return copy;
	}

	private long count(String request) {
		return Collections.frequency(this.consul.asked(), request);
	}

	private long logged(Level level) {
		return this.log.list.stream().filter((event) -> event.getLevel() == level).count();
	}

	private void begin() {
		this.keeper.start();
		this.loop.pass(NOW);
		assertThat(told()).containsExactly("session-1 checked");
		this.consul.asked();
	}

	@Test
	@Tag("F42")
	void passesItsCheckBeforeItMakesTheSession() {
		this.keeper.start();
		this.loop.pass(NOW);
		assertThat(this.consul.asked()).startsWith("self", "register", "pass", "create");
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
		this.keeper.gone("session-1", "test");
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
		assertThat(asked).startsWith("self", "register", "pass", "create", "register", "pass", "create");
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
				(event) -> event.getLevel() == Level.INFO && event.getFormattedMessage().contains("all is well again"));
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
	void stopAlsoEndsASessionThatWasGivenUpBefore() {
		begin();
		this.consul.ignore("destroy");
		this.keeper.destroy();
		this.loop.pass(SOON);
		assertThat(told()).containsExactly("session-1 ended", "session-2 checked");
		this.consul.comply("destroy");
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(NOW);
		assertThat(stopped).isCompletedWithValue(true);
		assertThat(this.consul.destroyed()).as("not left to the next try").containsExactly("session-1", "session-2");
	}

	@Test
	void stopSaysThatASessionGivenUpBeforeMayStillBeThere() {
		begin();
		this.consul.ignore("destroy");
		this.keeper.destroy();
		this.keeper.gone("session-2", "test");
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(Duration.ofSeconds(5));
		assertThat(stopped).isCompletedWithValue(false);
	}

	@Test
	void stopDoesNotOvertakeARegistrationOfALivingSession() {
		begin();
		this.consul.refuse("pass", Refusal.CHECK_MISSING);
		this.consul.keepBack("register");
		this.loop.pass(Duration.ofMillis(1500));
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(SOON);
		assertThat(this.consul.asked()).contains("register").doesNotContain("deregister");
		this.consul.deliver("register");
		this.loop.pass(SOON);
		assertThat(this.consul.asked()).contains("destroy", "deregister");
		assertThat(stopped).isCompletedWithValue(true);
	}

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
		this.keeper.gone("session-1", "told by a transaction");
		this.keeper.gone("session-1", "told again");
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
			this.keeper.gone("session-" + i, "test");
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
	@Tag("F16")
	void stopDestroysTheSessionAndThenRemovesTheCheck() {
		begin();
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(NOW);
		assertThat(stopped).isCompletedWithValue(true);
		assertThat(this.consul.asked()).containsExactly("destroy", "deregister");
		assertThat(told()).containsExactly("session-1 ended");
		this.loop.pass(Duration.ofMinutes(1));
		assertThat(this.consul.asked()).isEmpty();
	}

	@Test
	void stopGivesUpAfterAFewTries() {
		begin();
		this.consul.ignore("destroy");
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(Duration.ofSeconds(1));
		assertThat(stopped).isCompletedWithValue(false);
		assertThat(this.consul.asked()).containsExactly("destroy", "destroy", "destroy", "deregister");
	}

	@Test
	@Tag("F41")
	void stopDestroysASessionThatIsStillBeingMade() {
		this.consul.keepBack("create");
		this.keeper.start();
		this.loop.pass(NOW);
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(NOW);
		assertThat(stopped).isNotDone();
		this.consul.deliver("create");
		this.loop.pass(NOW);
		assertThat(stopped).isCompletedWithValue(true);
		assertThat(this.consul.asked()).endsWith("destroy", "deregister");
		assertThat(told()).isEmpty();
	}

	@Test
	void stopDoesNotOvertakeTheRegistrationOfTheCheck() {
		this.consul.keepBack("register");
		this.keeper.start();
		this.loop.pass(NOW);
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(NOW);
		assertThat(stopped).isNotDone();
		assertThat(this.consul.asked()).as("would be overtaken").doesNotContain("deregister");
		this.consul.deliver("register");
		this.loop.pass(NOW);
		assertThat(stopped).isCompletedWithValue(true);
		assertThat(this.consul.asked()).containsExactly("deregister");
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

	/** Named as requests are in the script. */
	enum Step {

		register, pass

	}

}
