package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** TTL checks: their states, and the sessions that hang on them. */
interface CheckContract extends ConsulFixture {

	private CompletableFuture<Answer<String>> sessionOn(String checkId) {
		return consul().createSession(
				new SessionSpec("contract", Duration.ofSeconds(10), Duration.ofMillis(100), List.of(checkId)));
	}

	@Test
	default void hangsASessionOnACheckAtOnce() {
		CheckRegistration check = passingCheck(Duration.ofSeconds(30));
		done(sessionOn(check.checkId()));
	}

	@Test
	default void startsACheckCritical() {
		CheckRegistration check = check(Duration.ofSeconds(30));
		done(consul().register(check));
		Answer.Refused<String> refused = refused(sessionOn(check.checkId()));
		assertThat(refused.refusal()).isEqualTo(Refusal.CHECK_CRITICAL);
		assertThat(refused.detail()).contains("Check '" + check.checkId() + "' is in critical state");
		done(consul().pass(check.checkId()));
		done(sessionOn(check.checkId()));
	}

	@Test
	default void knowsNoCheckThatWasNotRegistered() {
		String checkId = "contract-" + UUID.randomUUID();
		assertThat(refusal(consul().pass(checkId))).isEqualTo(Refusal.CHECK_MISSING);
		Answer.Refused<String> refused = refused(sessionOn(checkId));
		assertThat(refused.refusal()).isEqualTo(Refusal.CHECK_MISSING);
		assertThat(refused.detail()).contains("Missing check '" + checkId + "' registration");
	}

	@Test
	default void deregistersAServiceAnyNumberOfTimes() {
		CheckRegistration check = passingCheck(Duration.ofSeconds(30));
		done(consul().deregister(check.serviceId()));
		assertThat(refusal(consul().pass(check.checkId()))).isEqualTo(Refusal.CHECK_MISSING);
		done(consul().deregister(check.serviceId()));
	}

	@Test
	default void endsTheSessionWhenNobodyPassesItsCheck() {
		CheckRegistration check = passingCheck(Duration.ofSeconds(2));
		String session = session(Duration.ofSeconds(30), check.checkId());
		lock(key("lock"), session);
		elapse(Duration.ofSeconds(1));
		assertThat(exists(key("lock"))).isTrue();
		until("the check is critical", () -> !exists(key("lock")));
		assertThat(refusedLock(key("lock"))).isEqualTo(Refusal.LOCK_DELAY);
		assertThat(refusal(consul().renewSession(session))).isEqualTo(Refusal.SESSION_GONE);
		assertThat(refusal(sessionOn(check.checkId()))).isEqualTo(Refusal.CHECK_CRITICAL);
		done(consul().pass(check.checkId()));
		assertThat(refusal(consul().renewSession(session))).isEqualTo(Refusal.SESSION_GONE);
		done(sessionOn(check.checkId()));
	}

	@Test
	default void keepsTheSessionWhileItsCheckIsPassedOrRegisteredAgain() {
		CheckRegistration passed = passingCheck(Duration.ofSeconds(2));
		CheckRegistration registered = passingCheck(Duration.ofSeconds(2));
		String first = session(Duration.ofMillis(100), passed.checkId());
		String second = session(Duration.ofMillis(100), registered.checkId());
		for (int i = 0; i < 10; i++) {
			elapse(Duration.ofMillis(250));
			done(consul().pass(passed.checkId()));
			done(consul().register(registered));
		}
		done(consul().renewSession(first));
		done(consul().renewSession(second));
	}

	@Test
	default void endsTheSessionWhenItsCheckIsDeregistered() {
		CheckRegistration check = passingCheck(Duration.ofSeconds(30));
		String session = session(Duration.ofMillis(100), check.checkId());
		lock(key("lock"), session);
		done(consul().deregister(check.serviceId()));
		until("the session has gone", () -> !exists(key("lock")));
		assertThat(refusal(consul().renewSession(session))).isEqualTo(Refusal.SESSION_GONE);
	}

	@Test
	default void keepsStateAndSessionOfACheckThatIsRegisteredAgain() {
		CheckRegistration check = passingCheck(Duration.ofSeconds(30));
		String session = session(Duration.ofMillis(100), check.checkId());
		done(consul().register(check));
		done(consul().renewSession(session));
		done(sessionOn(check.checkId()));
	}

	@Test
	default void removesAServiceThatWasCriticalForAMinute() {
		assumeTrue(patient(), "takes up to two minutes: run with -Dlong");
		CheckRegistration check = check(Duration.ofSeconds(2));
		done(consul().register(check));
		elapse(Duration.ofSeconds(55));
		assertThat(refusal(sessionOn(check.checkId()))).isEqualTo(Refusal.CHECK_CRITICAL);
		for (int i = 0; refusal(sessionOn(check.checkId())) == Refusal.CHECK_CRITICAL; i++) {
			assertThat(i).as("times 5 s until the service is removed").isLessThan(20);
			elapse(Duration.ofSeconds(5));
		}
		assertThat(refusal(consul().pass(check.checkId()))).isEqualTo(Refusal.CHECK_MISSING);
	}

	@Test
	default void keepsACriticalCheckCriticalWhenItIsRegisteredAgain() {
		CheckRegistration check = check(Duration.ofSeconds(30));
		done(consul().register(check));
		done(consul().register(check));
		assertThat(refusal(sessionOn(check.checkId()))).isEqualTo(Refusal.CHECK_CRITICAL);
	}

}
