package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Work that comes and goes on many threads while its terms end. */
class RunningWorkRaceTests {

	private static final int WORKERS = 3;

	private static final long ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger stops = new AtomicInteger();

	private final TermCallbacks work = new TermCallbacks(TermCallbacksFixture.ROLE, new Idle(),
			new CallbackSupport(this.threads), new Counting());

	/** What the view shows: set before a grant, and reset before a revoke. */
	private volatile boolean belief;

	private final AtomicInteger atWork = new AtomicInteger();

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicBoolean over = new AtomicBoolean();

	@AfterEach
	void end() throws InterruptedException {
		this.over.set(true);
		this.threads.shutdown();
		assertThat(this.threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	private static boolean waitUntil(Callable<Boolean> condition) throws Exception {
		long begun = System.nanoTime();
		while (!condition.call()) {
			if (System.nanoTime() - begun > PATIENCE_NANOS) {
				return false;
			}
			Thread.onSpinWait();
		}
		return true;
	}

	/** Runs again and again as a user's thread does, and returns how often. */
	private int shortWork() {
		int runs = 0;
		while (!this.over.get()) {
			WorkSlot place = this.work.enter(Thread.currentThread());
			if (this.belief) {
				this.atWork.incrementAndGet();
				runs++;
				this.atWork.decrementAndGet();
			}
			this.work.exit(place);
			if (Thread.currentThread().isInterrupted()) {
				throw new AssertionError("An interruption hits what comes next");
			}
		}
		return runs;
	}

	/** Ends only when it is interrupted. */
	private int longWork() throws Exception {
		int interruptions = 0;
		while (!this.over.get()) {
			WorkSlot place = this.work.enter(Thread.currentThread());
			if (this.belief) {
				this.begun.incrementAndGet();
				if (!waitUntil(Thread::interrupted)) {
					throw new AssertionError("Not interrupted, although its term has ended");
				}
				interruptions++;
			}
			this.work.exit(place);
			if (Thread.currentThread().isInterrupted()) {
				throw new AssertionError("An interruption hits what comes next");
			}
		}
		return interruptions;
	}

	private void term(int number, Revocation reason) throws Exception {
		int before = this.stops.get();
		int begunBefore = this.begun.get();
		this.belief = true;
		this.work.grant(TermCallbacksFixture.term(number));
		if (!reason.isVoluntary() && number % 2 == 0) {
			waitUntil(() -> this.begun.get() > begunBefore);
		}
		this.belief = false;
		this.work.revoke(reason);
		assertThat(waitUntil(() -> this.stops.get() > before)).as("term %d ends, %s", number, reason).isTrue();
	}

	private List<Integer> termsEnd(Callable<Integer> user, Revocation reason) throws Exception {
		List<Future<Integer>> users = new ArrayList<>();
		for (int i = 0; i < WORKERS; i++) {
			users.add(this.threads.submit(user));
		}
		long begun = System.nanoTime();
		for (int number = 1; System.nanoTime() - begun < ENOUGH_NANOS; number++) {
			term(number, reason);
			assertThat(this.atWork).as("at work after the revoke").hasValue(0);
		}
		this.over.set(true);
		List<Integer> runs = new ArrayList<>();
		for (Future<Integer> one : users) {
			runs.add(one.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS));
		}
		return runs;
	}

	@Test
	void stopsOnlyWhenAllWorkHasEndedAndAlways() throws Exception {
		assertThat(termsEnd(this::shortWork, Revocation.YIELDED)).anyMatch((runs) -> runs > 0);
	}

	@Test
	void leavesNoInterruptionToWhatComesNext() throws Exception {
		assertThat(termsEnd(this::shortWork, Revocation.LOCK_LOST)).anyMatch((runs) -> runs > 0);
	}

	@Test
	void interruptsAllWorkOfALostTerm() throws Exception {
		assertThat(termsEnd(this::longWork, Revocation.LOCK_LOST)).anyMatch((interruptions) -> interruptions > 0);
	}

	private static final class Idle implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
		}

	}

	private final class Counting implements TermCallbacks.Reports {

		@Override
		public void granted(Term term, @Nullable Throwable failure) {
		}

		@Override
		public void stopped() {
			RunningWorkRaceTests.this.stops.incrementAndGet();
		}

	}

}
