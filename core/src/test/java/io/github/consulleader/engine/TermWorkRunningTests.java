package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which running work a term waits for, and what it is called. */
class TermWorkRunningTests extends TermWorkFixture {

	@ParameterizedTest
	@EnumSource(names = { "YIELDED", "GRANT_FAILED", "WITHDRAWN", "SHUTDOWN" })
	void waitsForRunningWorkWhenTheRoleIsGivenUp(Revocation reason) {
		granted();
		Running first = entered("first");
		Running second = entered("second");
		this.work.revoke(reason);
		this.work.exit(first);
		assertThat(this.executor.waiting()).isZero();
		assertThat(this.log).isEmpty();
		this.work.exit(second);
		this.executor.runAll();
		assertThat(this.log).containsExactly("revoked 1 " + reason, "report stopped");
	}

	@Test
	void waitsForWorkThatRegistersLate() {
		granted();
		this.work.revoke(Revocation.SHUTDOWN);
		Running late = entered("late");
		this.executor.runAll();
		assertThat(this.log).containsExactly("revoked 1 SHUTDOWN");
		this.work.exit(late);
		assertThat(this.log).endsWith("report stopped");
	}

	@Test
	void waitsForWorkThatRunsUnderAGrantThatWasNotDelivered() {
		this.work.grant(TERM);
		Running early = entered("early");
		this.work.revoke(Revocation.SHUTDOWN);
		this.executor.runAll();
		assertThat(this.log).isEmpty();
		this.work.exit(early);
		assertThat(this.log).containsExactly("report stopped");
	}

	@Test
	void countsWorkThatBeginsBetweenTermsToNone() {
		Running early = entered("early");
		this.work.exit(early);
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
		this.work.enter(Running.of(Thread.currentThread(), "second"));
		assertThat(this.work.describe()).contains("first")
			.contains("second on thread")
			.contains(Thread.currentThread().getName());
		this.whileRevoking = () -> this.log.add(this.work.describe());
		this.work.revoke(Revocation.LOCK_LOST);
		this.executor.runAll();
		assertThat(this.log.get(this.log.size() - 1)).contains("onRevoked of role report", "first", "second");
	}

}
