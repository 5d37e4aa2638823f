package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.fleet.Report.Kind;
import io.github.consulleader.mutex.LostMutexException;
import io.github.consulleader.mutex.Mutex;

/**
 * Wants a mutex and holds it until it is lost. Asks all the time, in all the ways there
 * are, whether it still is held, and tells the witness as a {@link Lookout} does: a
 * stretch begins with the stamp after the lock has returned and ends with the stamp
 * before the last yes.
 */
final class MutexDuty {

	private static final long TELL_EVERY = Duration.ofMillis(20).toNanos();

	private static final long LOOK_EVERY = Duration.ofMillis(1).toNanos();

	private final Mutex mutex;

	private final Reporter reporter;

	private volatile boolean wanted = true;

	private int questions;

	MutexDuty(Mutex mutex, Reporter reporter) {
		this.mutex = mutex;
		this.reporter = reporter;
	}

	void start() {
		Threads.start("mutex", this::work);
	}

	void stop() {
		this.wanted = false;
	}

	private void work() {
		try {
			while (this.wanted) {
				if (this.mutex.tryLock(Duration.ofSeconds(1), null)) {
					hold();
				}
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void hold() {
		long token = this.mutex.token();
		long from = System.nanoTime();
		long until = 0;
		long told = 0;
		long before = from;
		while (this.wanted && isHeld()) {
			until = before;
			if (before - told > TELL_EVERY) {
				tell(token, from, until);
				told = before;
			}
			LockSupport.parkNanos(LOOK_EVERY);
			before = System.nanoTime();
		}
		before = System.nanoTime();
		try {
			this.mutex.unlock();
			until = before;
		}
		catch (LostMutexException ex) {
			this.reporter.tell(Report.of(Kind.YIELDED, this.mutex.key() + "-was-lost"));
		}
		tell(token, from, until);
	}

	private void tell(long token, long from, long until) {
		if (until != 0) {
			this.reporter.tell(new Report(from, Kind.BELIEVED, this.mutex.key(), 0, token, until, Report.NONE));
		}
	}

	private boolean isHeld() {
		return switch (this.questions++ % 3) {
			case 0 -> this.mutex.isHeldByCurrentThread();
			case 1 -> isRenewed();
			default -> isEntered();
		};
	}

	private boolean isRenewed() {
		try {
			this.mutex.renew(null);
			return true;
		}
		catch (LostMutexException ex) {
			return false;
		}
	}

	private boolean isEntered() {
		if (!this.mutex.tryLock()) {
			return false;
		}
		this.mutex.unlock();
		return true;
	}

}
