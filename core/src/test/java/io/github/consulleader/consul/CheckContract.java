package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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
		assertThat(refusal(sessionOn(check.checkId()))).isEqualTo(Refusal.CHECK_CRITICAL);
		done(consul().pass(check.checkId()));
		done(sessionOn(check.checkId()));
	}

	@Test
	default void knowsNoCheckThatWasNotRegistered() {
		String checkId = "contract-" + UUID.randomUUID();
		assertThat(refusal(consul().pass(checkId))).isEqualTo(Refusal.CHECK_MISSING);
		assertThat(refusal(sessionOn(checkId))).isEqualTo(Refusal.CHECK_MISSING);
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
		CheckRegistration check = passingCheck(Duration.ofSeconds(1));
		String session = session(Duration.ofMillis(100), check.checkId());
		lock(key("lock"), session);
		until("the check is critical", () -> !exists(key("lock")));
		assertThat(refusal(consul().renewSession(session))).isEqualTo(Refusal.SESSION_GONE);
		assertThat(refusal(sessionOn(check.checkId()))).isEqualTo(Refusal.CHECK_CRITICAL);
	}

	@Test
	default void keepsTheSessionWhileItsCheckIsPassed() {
		CheckRegistration check = passingCheck(Duration.ofSeconds(3));
		String session = session(Duration.ofMillis(100), check.checkId());
		for (int i = 0; i < 16; i++) {
			elapse(Duration.ofMillis(250));
			done(consul().pass(check.checkId()));
		}
		done(consul().renewSession(session));
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
	default void keepsACriticalCheckCriticalWhenItIsRegisteredAgain() {
		CheckRegistration check = check(Duration.ofSeconds(30));
		done(consul().register(check));
		done(consul().register(check));
		assertThat(refusal(sessionOn(check.checkId()))).isEqualTo(Refusal.CHECK_CRITICAL);
	}

}
