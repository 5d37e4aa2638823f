package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * How a thread that does not have a mutex waits for it. What it wins is entered among the
 * holdings of its process.
 */
final class Contest {

	private final Mutexes mutexes;

	private final String key;

	private final Duration longestOutage;

	/**
	 * Nobody waits yet.
	 * @param longestOutage for how long to wait on while nothing can be asked, or
	 * {@code null} for ever
	 */
	Contest(Mutexes mutexes, String key, @Nullable Duration longestOutage) {
		this.mutexes = mutexes;
		this.key = key;
		this.longestOutage = (longestOutage != null) ? longestOutage : BoundedWait.FOR_EVER;
	}

	/** Waits as long as it takes, interrupted or not. */
	void win(@Nullable Duration ttl) {
		boolean held = false;
		while (!held) {
			LockRequest claim = this.mutexes.claim(this.key, ttl, false);
			Duration rest = this.longestOutage;
			while (!BoundedWait.untilDecided(claim, rest)) {
				rest = rest(claim);
			}
			held = keep(claim.withdraw());
		}
	}

	/** Waits until the thread is interrupted. */
	void winInterruptibly(@Nullable Duration ttl) throws InterruptedException {
		boolean held = false;
		while (!held) {
			LockRequest claim = this.mutexes.claim(this.key, ttl, false);
			Duration rest = this.longestOutage;
			while (!untilDecided(claim, rest)) {
				rest = rest(claim);
			}
			held = keep(claim.withdraw());
		}
	}

	/** Asks Consul at most once. */
	Attempt attempt(@Nullable Duration ttl) {
		LockRequest claim = this.mutexes.claim(this.key, ttl, true);
		boolean decided = BoundedWait.untilDecided(claim, this.mutexes.patience());
		return outcome(claim, !decided);
	}

	/** Waits for a time at most; asks at most once if that is zero or less. */
	Attempt attempt(Duration wait, @Nullable Duration ttl) throws InterruptedException {
		boolean now = wait.isNegative() || wait.isZero();
		LockRequest claim = this.mutexes.claim(this.key, ttl, now);
		boolean decided = untilDecided(claim, now ? this.mutexes.patience() : wait);
		return outcome(claim, !decided && (now || this.mutexes.problem() != null));
	}

	private Attempt outcome(LockRequest claim, boolean unanswered) {
		LockLease hold = claim.withdraw();
		if (keep(hold)) {
			return Attempt.TAKEN;
		}
		// One that was granted and is over already was not confirmed in time.
		return (unanswered || hold != null) ? Attempt.UNANSWERED : Attempt.BUSY;
	}

	/** How long to go on waiting for what was not decided yet. */
	private Duration rest(LockRequest claim) {
		Duration rest = this.longestOutage.minus(this.mutexes.unavailableFor());
		if (!rest.isNegative() && !rest.isZero()) {
			return rest;
		}
		String problem = this.mutexes.problem();
		if (problem != null && claim.giveUp()) {
			this.mutexes.waiterLeft(this.key);
			throw new MutexUnavailableException(this.key, this.longestOutage, problem);
		}
		return this.longestOutage;
	}

	private boolean untilDecided(LockRequest claim, Duration wait) throws InterruptedException {
		try {
			return BoundedWait.untilDecidedInterruptibly(claim, wait);
		}
		catch (InterruptedException ex) {
			LockLease late = claim.withdraw();
			if (late != null) {
				CompletableFuture<UnlockResult> unused = this.mutexes.release(late);
			}
			this.mutexes.waiterLeft(this.key);
			throw ex;
		}
	}

	/** Keeps what was granted, unless it was lost before this thread was woken. */
	private boolean keep(@Nullable LockLease hold) {
		if (hold == null) {
			this.mutexes.waiterLeft(this.key);
			return false;
		}
		if (hold.whyLost() != null && !hold.isOverdue()) {
			CompletableFuture<UnlockResult> unused = this.mutexes.release(hold);
			return false;
		}
		this.mutexes.holdings().begin(this.key, hold);
		return true;
	}

}
