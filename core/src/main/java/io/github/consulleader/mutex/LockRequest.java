package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * One thread's wish for a mutex.
 *
 * @param ttl how long it wants to hold it at most, or {@code null} until it gives it up
 * @param now whether a definite no ends the wish
 * @param outcome the hold, or nothing; whoever completes it first has decided, be it the
 * loop with a hold or the thread that gives up
 */
record LockRequest(@Nullable Duration ttl, boolean now, CompletableFuture<Optional<LockLease>> outcome) {

	LockRequest(@Nullable Duration ttl, boolean now) {
		this(ttl, now, new CompletableFuture<>());
	}

	boolean isOpen() {
		return !this.outcome.isDone();
	}

	boolean grant(LockLease hold) {
		return this.outcome.complete(Optional.of(hold));
	}

	void refuse() {
		this.outcome.complete(Optional.empty());
	}

	/** Ends the wish, if it was not decided yet; returns whether that was so. */
	boolean giveUp() {
		return this.outcome.complete(Optional.empty());
	}

	/**
	 * Ends the wish, if it was not decided yet.
	 * @return the hold if it came first
	 * @throws MutexException if it failed before
	 */
	@Nullable LockLease withdraw() {
		refuse();
		return BoundedWait.join(this);
	}

	void fail(MutexException why) {
		this.outcome.completeExceptionally(why);
	}

}
