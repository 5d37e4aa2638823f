package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a caller's thread waits for the event loop.
 */
final class BoundedWait {

	/** Longer than any process lives, and still a number of nanoseconds. */
	static final Duration FOR_EVER = Duration.ofDays(36500);

	private static final Logger logger = LoggerFactory.getLogger(BoundedWait.class);

	private BoundedWait() {
	}

	static @Nullable Duration ttl(@Nullable Duration ttl) {
		if (ttl != null && (ttl.isNegative() || ttl.isZero())) {
			throw new IllegalArgumentException("A ttl must be positive, but is " + ttl);
		}
		return (ttl != null && ttl.compareTo(FOR_EVER) < 0) ? ttl : null;
	}

	static void checkInterrupt() throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}

	/** Waits for a claim without an end, interrupted or not. */
	static @Nullable LockLease join(LockRequest claim) {
		try {
			return claim.outcome().join().orElse(null);
		}
		catch (CompletionException ex) {
			throw unwrapped(ex);
		}
	}

	static UnlockResult join(CompletableFuture<UnlockResult> release, Duration longest) {
		try {
			return release.completeOnTimeout(UnlockResult.PENDING, longest.toNanos(), TimeUnit.NANOSECONDS).join();
		}
		catch (CompletionException ex) {
			throw unwrapped(ex);
		}
	}

	/**
	 * Waits until a claim is decided or the time is over, interrupted or not.
	 * @return whether it is decided
	 */
	static boolean untilDecided(LockRequest claim, Duration longest) {
		CompletableFuture<Boolean> decided = claim.outcome().handle((hold, ex) -> true);
		return decided.completeOnTimeout(false, nanos(longest), TimeUnit.NANOSECONDS).join();
	}

	/**
	 * Waits until a claim is decided or the time is over.
	 * @return whether it is decided
	 */
	static boolean untilDecidedInterruptibly(LockRequest claim, Duration longest) throws InterruptedException {
		try {
			claim.outcome().get(nanos(longest), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException | ExecutionException ex) {
			logger.trace("Not decided, or refused: the claim itself tells", ex);
			return claim.outcome().isDone();
		}
	}

	private static long nanos(Duration longest) {
		return ((longest.compareTo(FOR_EVER) < 0) ? longest : FOR_EVER).toNanos();
	}

	static RuntimeException unwrapped(CompletionException ex) {
		return (ex.getCause() instanceof MutexException cause) ? new MutexException(cause) : ex;
	}

}
