package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which running work a term waits for, and what it is called. */
class TermWorkRunningTests extends TermCallbacksFixture {

	@ParameterizedTest
	@EnumSource(names = { "YIELDED", "GRANT_FAILED", "WITHDRAWN", "SHUTDOWN" })
	void waitsForRunningWorkWhenTheRoleIsGivenUp(Revocation reason) {
		granted();
		Runnable first = entered("first");
		Runnable second = entered("second");
		this.work.revoke(reason);
		first.run();
		assertThat(this.executor.waiting()).isZero();
		assertThat(this.log).isEmpty();
		second.run();
		this.executor.runAll();
		assertThat(this.log).containsExactly("revoked 1 " + reason, "report stopped");
	}

	@Test
	void waitsForWorkThatRegistersLate() {
		granted();
		this.work.revoke(Revocation.SHUTDOWN);
		Runnable late = entered("late");
		this.executor.runAll();
		assertThat(this.log).containsExactly("revoked 1 SHUTDOWN");
		late.run();
		assertThat(this.log).endsWith("report stopped");
	}

	@Test
	void waitsForWorkThatRunsUnderAGrantThatWasNotDelivered() {
		this.work.grant(TERM);
		Runnable early = entered("early");
		this.work.revoke(Revocation.SHUTDOWN);
		this.executor.runAll();
		assertThat(this.log).isEmpty();
		early.run();
		assertThat(this.log).containsExactly("report stopped");
	}

	@Test
	void countsWorkThatBeginsBetweenTermsToNone() {
		Runnable early = entered("early");
		early.run();
		granted();
		this.work.revoke(Revocation.LOCK_LOST);
		this.executor.runAll();
		assertThat(this.log).containsExactly("revoked 1 LOCK_LOST", "report stopped");
	}

	@Test
	void namesWhatIsStillRunning() {
		granted();
		assertThat(this.work.describe()).isEmpty();
		entered("first");
		enteredHere();
		assertThat(this.work.describe()).contains("first")
			.contains("work of role report on thread")
			.contains(Thread.currentThread().getName());
		this.whileRevoking = () -> this.log.add(this.work.describe());
		this.work.revoke(Revocation.LOCK_LOST);
		this.executor.runAll();
		assertThat(this.log.get(this.log.size() - 1)).contains("onRevoked of role report", "first",
				"work of role report");
	}

}
