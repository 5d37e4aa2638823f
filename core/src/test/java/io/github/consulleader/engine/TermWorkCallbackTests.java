package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which callbacks are called, in which order, on which thread. */
class TermWorkCallbackTests extends TermCallbacksFixture {

	private RuntimeException failure() {
		return new IllegalStateException("of the user");
	}

	@ParameterizedTest
	@EnumSource
	@Tag("F4")
	void alternatesGrantAndRevoke(Revocation reason) {
		for (int number = 1; number <= 3; number++) {
			this.log.clear();
			this.work.grant(term(number));
			this.executor.runAll();
			this.work.revoke(reason);
			this.executor.runAll();
			assertThat(this.log).containsExactly("granted " + number, "report granted " + number + " null",
					"revoked " + number + " " + reason, "report stopped");
		}
	}

	@Test
	@Tag("F22")
	void runsNothingOnTheThreadThatGrantsOrRevokes() {
		this.work.grant(TERM);
		assertThat(this.log).isEmpty();
		this.executor.runAll();
		this.log.clear();
		this.work.revoke(Revocation.LOCK_LOST);
		assertThat(this.log).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	@Tag("F31")
	void doesNotDeliverAGrantThatWasRevokedBefore(Revocation reason) {
		this.work.grant(TERM);
		this.work.revoke(reason);
		assertThat(this.log).isEmpty();
		this.executor.runAll();
		assertThat(this.log).containsExactly("report stopped");
		this.work.grant(term(2));
		this.executor.runAll();
		assertThat(this.log).containsExactly("report stopped", "granted 2", "report granted 2 null");
	}

	@Test
	void doesNotDeliverAGrantThatWasRevokedAndInterruptedBefore() {
		this.work.grant(TERM);
		this.work.revoke(Revocation.SHUTDOWN);
		this.work.interrupt();
		this.executor.runAll();
		assertThat(this.log).containsExactly("report stopped");
	}

	@Test
	void reportsAFailingGrantAndRevokesItAllTheSame() {
		this.whileGranting = () -> {
			throw failure();
		};
		this.work.grant(TERM);
		this.executor.runAll();
		this.work.revoke(Revocation.GRANT_FAILED);
		this.executor.runAll();
		assertThat(this.log).containsExactly("granted 1", "report granted 1 " + failure(), "revoked 1 GRANT_FAILED",
				"report stopped");
	}

	@Test
	void reportsAGrantThatFailsWithAnError() {
		this.whileGranting = () -> {
			throw new StackOverflowError("of the user");
		};
		this.work.grant(TERM);
		this.executor.runAll();
		assertThat(this.log.get(1)).contains("StackOverflowError");
	}

	@Test
	void takesARevokeCallbackThatFailsForOneThatReturned() {
		granted();
		this.whileRevoking = () -> {
			throw failure();
		};
		this.work.revoke(Revocation.YIELDED);
		this.executor.runAll();
		assertThat(this.log).containsExactly("revoked 1 YIELDED", "report stopped");
	}

	@Test
	void hasNothingToStopWhereNothingWasGranted() {
		this.work.revoke(Revocation.SHUTDOWN);
		assertThat(this.log).containsExactly("report stopped");
		assertThat(this.executor.waiting()).isZero();
	}

}
