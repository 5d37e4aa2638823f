package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.fleet.Report.Kind;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Term;

/**
 * What an instance does as worker of one role: one shift of work after the other, each
 * told to the witness with its begin and end.
 */
final class Duty implements LeadershipListener {

	private static final long LONGEST_SHIFT = Duration.ofMillis(120).toNanos();

	private static final long CLEARING_UP = Duration.ofMillis(5).toNanos();

	private static final long IDLE = Duration.ofMillis(10).toNanos();

	private final Reporter reporter;

	Duty(Reporter reporter) {
		this.reporter = reporter;
	}

	@Override
	public void onGranted(Term term) {
		this.reporter.tell(Report.of(Kind.GRANTED, term, Report.NONE));
	}

	@Override
	public void onRevoked(Term term, Revocation reason) {
		LockSupport.parkNanos(CLEARING_UP);
		this.reporter.tell(Report.of(Kind.REVOKED, term, reason.name()));
	}

	/** Never returns. */
	void workOn(Leadership leadership) {
		while (true) {
			if (!leadership.runIfLeader(this::shift)) {
				LockSupport.parkNanos(IDLE);
			}
		}
	}

	private void shift(Term term) {
		this.reporter.tell(Report.of(Kind.WORK_BEGAN, term, Report.NONE));
		long end = System.nanoTime() + ThreadLocalRandom.current().nextLong(LONGEST_SHIFT);
		boolean interrupted = false;
		while (!interrupted && System.nanoTime() - end < 0) {
			LockSupport.parkNanos(end - System.nanoTime());
			interrupted = Thread.interrupted();
		}
		this.reporter.tell(Report.of(Kind.WORK_ENDED, term, interrupted ? "interrupted" : "done"));
	}

}
