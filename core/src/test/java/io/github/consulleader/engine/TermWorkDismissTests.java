package io.github.consulleader.engine;

import java.util.HashSet;
import java.util.Set;

import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work and callbacks that count as ended although they have not returned.
 */
@Tag("T12")
class TermWorkDismissTests extends TermCallbacksFixture {

	@Test
	void isNotWaitedFor() {
		granted();
		Runnable leave = enteredHere();
		this.work.revoke(Revocation.SHUTDOWN);
		this.executor.runAll();
		assertThat(this.log).isEmpty();
		this.work.dismiss(Thread.currentThread());
		this.executor.runAll();
		assertThat(this.log).containsExactly("revoked 1 SHUTDOWN", "report stopped");
		leave.run();
		assertThat(this.log).hasSize(2);
	}

	@Test
	void isNotInterruptedAndLeavesItsPlaceToOthers() {
		granted();
		Runnable leave = enteredHere();
		this.work.dismiss(Thread.currentThread());
		this.work.interrupt();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		Runnable other = entered("other");
		this.work.revoke(Revocation.SHUTDOWN);
		leave.run();
		this.executor.runAll();
		assertThat(this.log).contains("revoked 1 SHUTDOWN").doesNotContain("report stopped");
		other.run();
		assertThat(this.log).endsWith("report stopped");
	}

	@Test
	void letsAGrantThatIsUnderWayBeRevoked() {
		this.whileGranting = () -> {
			this.work.revoke(Revocation.SHUTDOWN);
			this.work.dismiss(Thread.currentThread());
			this.executor.runAll();
			this.log.add("grant goes on");
		};
		this.work.grant(TERM);
		this.executor.runAll();
		assertThat(this.log).containsExactly("granted 1", "revoked 1 SHUTDOWN", "report stopped", "grant goes on");
	}

	@Test
	void letsAnotherThreadDoWhatARevokeHasLeftButOnlyOnce() {
		Set<String> threads = new HashSet<>();
		TermCallbacks leaving = new TermCallbacks(ROLE, new Leaving(this), this.code, new TermCallbacks.Reports() {

			@Override
			public void granted(Term term, @Nullable Throwable failure) {
				threads.add("granted");
			}

			@Override
			public void stopped() {
				threads.add("stopped");
			}

		});
		this.whileRevoking = () -> leaving.dismiss(Thread.currentThread());
		leaving.grant(TERM);
		this.executor.runAll();
		leaving.revoke(Revocation.SHUTDOWN);
		this.executor.runAll();
		assertThat(this.log).containsExactly("revoke", "rest");
		assertThat(threads).containsExactlyInAnyOrder("granted", "stopped");
	}

	@Test
	void isForgottenAsOneThatRuns() {
		granted();
		Runnable leave = enteredHere();
		Set<Thread> threads = new HashSet<>();
		this.work.addThreads(threads);
		assertThat(threads).containsExactly(Thread.currentThread());
		this.work.dismiss(Thread.currentThread());
		threads.clear();
		this.work.addThreads(threads);
		assertThat(threads).isEmpty();
		leave.run();
	}

	/** Never comes back from either. */
	private record Leaving(TermCallbacksFixture story) implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
			// Nothing is started.
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			this.story.log.add("revoke");
			this.story.whileRevoking.run();
		}

		@Override
		public void onRevokeLeft(Term term, Revocation reason) {
			this.story.log.add("rest");
			this.story.whileRevoking.run();
		}

	}

}
