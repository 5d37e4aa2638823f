package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is interrupted, and when. */
class TermWorkInterruptTests extends TermCallbacksFixture {

	@ParameterizedTest
	@EnumSource
	void interruptsAGrantThatIsUnderWayAndRevokesWhenItHasReturned(Revocation reason) {
		this.whileGranting = () -> {
			this.work.revoke(reason);
			assertThat(this.executor.waiting()).as("the revoke callback waits").isZero();
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		};
		this.work.grant(TERM);
		this.executor.runNext();
		assertThat(Thread.currentThread().isInterrupted()).as("hits what comes next").isFalse();
		this.executor.runAll();
		assertThat(this.log).containsExactly("granted 1", "report granted 1 null", "revoked 1 " + reason,
				"report stopped");
	}

	@ParameterizedTest
	@EnumSource(names = { "CONFIDENCE_LOST", "SESSION_LOST", "LOCK_LOST", "ENGINE_FAILED" })
	@Tag("F3")
	void interruptsRunningWorkAtOnceWhenTheRoleIsLost(Revocation reason) {
		granted();
		Runnable first = entered("first");
		this.work.revoke(reason);
		assertThat(this.log).containsExactly("interrupt first");
		this.executor.runAll();
		assertThat(this.log).as("does not wait to revoke").containsExactly("interrupt first", "revoked 1 " + reason);
		first.run();
		assertThat(this.log).endsWith("report stopped");
	}

	@Test
	void interruptsWhatIsStillRunningWhenTheGraceIsOver() {
		granted();
		Runnable first = entered("first");
		this.work.revoke(Revocation.SHUTDOWN);
		this.work.interrupt();
		this.executor.runAll();
		assertThat(this.log).containsExactly("interrupt first", "revoked 1 SHUTDOWN");
		first.run();
		assertThat(this.log).endsWith("report stopped");
	}

	@Test
	void interruptsOnlyOnce() {
		granted();
		entered("first");
		this.work.revoke(Revocation.CONFIDENCE_LOST);
		this.work.interrupt();
		this.work.interrupt();
		assertThat(this.log).containsOnlyOnce("interrupt first");
	}

	@Test
	void interruptsARevokeCallbackThatIsUnderWayWhenTheGraceIsOver() {
		granted();
		this.whileRevoking = () -> {
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			this.work.interrupt();
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		};
		this.work.revoke(Revocation.SHUTDOWN);
		this.executor.runAll();
		assertThat(this.log).containsExactly("revoked 1 SHUTDOWN", "report stopped");
		assertThat(Thread.currentThread().isInterrupted()).as("hits what comes next").isFalse();
	}

	@Test
	void callsTheRevokeCallbackOfALostRoleUninterrupted() {
		granted();
		this.whileRevoking = () -> assertThat(Thread.currentThread().isInterrupted()).isFalse();
		this.work.revoke(Revocation.CONFIDENCE_LOST);
		this.executor.runAll();
		assertThat(this.log).containsExactly("revoked 1 CONFIDENCE_LOST", "report stopped");
	}

	@Test
	void leavesTheInterruptToTheOuterWorkWhenTheInnerEnds() {
		granted();
		Runnable outer = enteredHere();
		Runnable inner = enteredHere();
		this.work.revoke(Revocation.CONFIDENCE_LOST);
		inner.run();
		assertThat(Thread.currentThread().isInterrupted()).as("the outer work has not ended").isTrue();
		outer.run();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void leavesTheInterruptToTheGrantCallbackWhenWorkInsideItEnds() {
		this.whileGranting = () -> {
			Runnable inside = enteredHere();
			this.work.revoke(Revocation.CONFIDENCE_LOST);
			inside.run();
			this.log.add("interrupted " + Thread.currentThread().isInterrupted());
		};
		this.work.grant(TERM);
		this.executor.runAll();
		assertThat(this.log).contains("interrupted true");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

}
