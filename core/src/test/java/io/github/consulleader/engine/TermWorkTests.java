package io.github.consulleader.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On an executor that is driven by hand: whatever order is named here is what happens.
 */
class TermWorkTests {

	private static final Role ROLE = Role.of("report");

	private static final Term TERM = term(1);

	private final List<String> log = new ArrayList<>();

	private final HandExecutor executor = new HandExecutor();

	private Runnable whileGranting = () -> {
	};

	private Runnable whileRevoking = () -> {
	};

	private final TermWork work = new TermWork(ROLE, new Listener(), this.executor, new Reports());

	private static Term term(long number) {
		return new Term(ROLE, number, 10 * number, "me", Instant.EPOCH);
	}

	@AfterEach
	void leaveNoInterruptBehind() {
		Thread.interrupted();
	}

	private Running running(String name) {
		return new Running(() -> this.log.add("interrupt " + name), name);
	}

	private Running entered(String name) {
		Running entered = running(name);
		this.work.enter(entered);
		return entered;
	}

	private void granted() {
		this.work.grant(TERM);
		this.executor.runAll();
		this.log.clear();
	}

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

	@ParameterizedTest
	@EnumSource(names = { "CONFIDENCE_LOST", "SESSION_LOST", "LOCK_LOST", "ENGINE_FAILED" })
	@Tag("F3")
	void interruptsRunningWorkAtOnceWhenTheRoleIsLost(Revocation reason) {
		granted();
		Running first = entered("first");
		this.work.revoke(reason);
		assertThat(this.log).containsExactly("interrupt first");
		this.executor.runAll();
		assertThat(this.log).as("does not wait to revoke").containsExactly("interrupt first", "revoked 1 " + reason);
		this.work.exit(first);
		assertThat(this.log).endsWith("report stopped");
	}

	@Test
	void interruptsWhatIsStillRunningWhenTheGraceIsOver() {
		granted();
		Running first = entered("first");
		this.work.revoke(Revocation.SHUTDOWN);
		this.work.interrupt();
		this.executor.runAll();
		assertThat(this.log).containsExactly("interrupt first", "revoked 1 SHUTDOWN");
		this.work.exit(first);
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
	void hasNothingToStopWhereNothingWasGranted() {
		this.work.revoke(Revocation.SHUTDOWN);
		assertThat(this.log).containsExactly("report stopped");
		assertThat(this.executor.waiting()).isZero();
	}

	@Test
	void leavesTheInterruptToTheOuterWorkWhenTheInnerEnds() {
		granted();
		Running outer = Running.of(Thread.currentThread(), "outer");
		Running inner = Running.of(Thread.currentThread(), "inner");
		this.work.enter(outer);
		this.work.enter(inner);
		this.work.revoke(Revocation.CONFIDENCE_LOST);
		this.work.exit(inner);
		assertThat(Thread.currentThread().isInterrupted()).as("the outer work has not ended").isTrue();
		this.work.exit(outer);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void leavesTheInterruptToTheGrantCallbackWhenWorkInsideItEnds() {
		this.whileGranting = () -> {
			Running inside = Running.of(Thread.currentThread(), "inside");
			this.work.enter(inside);
			this.work.revoke(Revocation.CONFIDENCE_LOST);
			this.work.exit(inside);
			this.log.add("interrupted " + Thread.currentThread().isInterrupted());
		};
		this.work.grant(TERM);
		this.executor.runAll();
		assertThat(this.log).contains("interrupted true");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
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

	private final class Listener implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
			TermWorkTests.this.log.add("granted " + term.number());
			TermWorkTests.this.whileGranting.run();
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			TermWorkTests.this.log.add("revoked " + term.number() + " " + reason);
			TermWorkTests.this.whileRevoking.run();
		}

	}

	private final class Reports implements TermWork.Reports {

		@Override
		public void granted(Term term, @Nullable Throwable failure) {
			TermWorkTests.this.log.add("report granted " + term.number() + " " + failure);
		}

		@Override
		public void stopped() {
			TermWorkTests.this.log.add("report stopped");
		}

	}

}
