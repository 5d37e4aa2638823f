package io.github.consulleader.fleet;

import java.time.Duration;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What operators may do to a role that somebody works in. */
class MeddlingTests extends SharedFleet {

	private final Operator operator = fleet().operator();

	@Test
	@Tag("F9")
	@Tag("F39")
	void aDeletedLockCostsATermAndNoMore() {
		Stint term = term();
		long since = System.nanoTime();
		this.operator.deleteLock(ROLE);
		assertNextWithin(TIMINGS.worstCaseTakeOver(), since, term);
		assertThat(awaitReason(term)).isEqualTo(Revocation.LOCK_LOST);
	}

	@Test
	@Tag("F9")
	@Tag("F39")
	void aDeletedRecordCostsATermAndNoMore() {
		Stint term = term();
		long since = System.nanoTime();
		this.operator.deleteRecord(ROLE);
		assertNextWithin(TIMINGS.worstCaseTakeOver(), since, term);
		assertThat(awaitReason(term)).isEqualTo(Revocation.LOCK_LOST);
	}

	@Test
	@Tag("F3")
	@Tag("F18")
	void aDestroyedSessionCostsATermAndNoMore() {
		Stint term = term();
		long since = System.nanoTime();
		this.operator.destroySession(this.operator.holder(ROLE).orElseThrow());
		assertNextWithin(TIMINGS.worstCaseTakeOver(), since, term);
		assertThat(awaitReason(term)).isIn(Revocation.LOCK_LOST, Revocation.SESSION_LOST);
	}

	@Test
	@Tag("F9")
	@Tag("F40")
	void aRestoredSnapshotOfAnEarlierWorkerMakesNoSecondOne() {
		for (int i = 0; i < (LONG ? 10 : 1); i++) {
			fleet().awaitSuccessors(ROLE);
			Member worker = worker();
			Stint term = term();
			byte[] snapshot = this.operator.saveSnapshot();
			worker.yieldRole(ROLE);
			Stint next = fleet().awaitTermAfter(ROLE, term);
			// docs/safety.md leaves restores out that are younger than two lock-delays.
			Threads.pass(TIMINGS.lockDelay().multipliedBy(2).plus(Duration.ofMillis(100)));
			long since = System.nanoTime();
			this.operator.restoreSnapshot(snapshot);
			assertNextWithin(TIMINGS.worstCaseTakeOver(), since, next);
		}
	}

}
