package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.util.CheckedCallable;
import org.springframework.integration.util.CheckedRunnable;

/**
 * Something to do while a lock is held. What it throws is thrown on; that the lock was
 * lost meanwhile is added to that, and thrown itself where all else went well.
 *
 * @param <T> what comes of it
 * @param <E> what it throws
 */
@FunctionalInterface
interface LockedTask<T extends @Nullable Object, E extends Throwable> {

	T run() throws E;

	static <E extends Throwable> LockedTask<Boolean, E> of(CheckedRunnable<E> runnable) {
		return () -> {
			runnable.run();
			return true;
		};
	}

	static <T extends @Nullable Object, E extends Throwable> LockedTask<T, E> of(CheckedCallable<T, E> callable) {
		return callable::call;
	}

	/** Waits as long as it takes. */
	default T runWith(ConsulLock lock) throws E, InterruptedException {
		lock.lockInterruptibly();
		return runHeld(lock);
	}

	/** Waits for a time at most. */
	default T runWith(ConsulLock lock, Duration wait, @Nullable Duration ttl)
			throws E, InterruptedException, TimeoutException {
		if (!lock.tryLockFor(wait, ttl)) {
			String problem = lock.problem();
			throw new TimeoutException("The lock [%s] was not acquired in time: %s%s".formatted(lock.mutex().key(),
					wait, (problem != null) ? " (" + problem + ")" : ""));
		}
		return runHeld(lock);
	}

	@SuppressWarnings("try") // to be closed is all that it is for
	private T runHeld(ConsulLock lock) throws E {
		try (Hold held = lock::unlock) {
			return run();
		}
	}

	/** Until it is closed. */
	interface Hold extends AutoCloseable {

		@Override
		void close();

	}

}
