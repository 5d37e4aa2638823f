package io.github.consulleader.time;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Where everything that decides runs, one task at a time and each seeing all that was
 * done by those before, so that no decision needs a lock.
 * <p>
 * Tasks run in the order in which they were handed over; what a task hands over itself
 * comes next if nothing else waits. No task may block. A task that throws does not end
 * the loop: the error goes to the handler that the loop was made with.
 */
public interface EventLoop extends Executor {

	/**
	 * Runs a task on the loop, soon. May be called from any thread; does nothing once the
	 * loop is closed.
	 * @param task what to run
	 */
	@Override
	void execute(Runnable task);

	/**
	 * Runs a task on the loop, soon, or before this returns: a thread that brings an
	 * answer may lend itself to a loop that has nothing else to do, since waking another
	 * thread takes longer than most tasks. Never for threads of users, which may end or
	 * be stopped at any place.
	 * @param task what to run
	 */
	default void resume(Runnable task) {
		execute(task);
	}

	/**
	 * Runs a task on the loop after a delay of the monotonic clock, unless it is
	 * cancelled before.
	 * @param delay how long to wait; zero or less means soon
	 * @param task what to run
	 * @return a handle to cancel it
	 */
	Timer schedule(Duration delay, Runnable task);

	/**
	 * Returns the clock by which this loop waits.
	 * @return the ticker
	 */
	Ticker ticker();

	/**
	 * Continues on the loop when a future completes, on a thread that may be lent to it:
	 * {@link #resume}. One that was cancelled is forgotten; one that failed is an error
	 * of the loop.
	 * @param future what is waited for
	 * @param then receives its value, on the loop
	 * @param <T> its value's type
	 */
	default <T> void whenDone(CompletableFuture<T> future, Consumer<T> then) {
		CompletableFuture<Void> unused = future.handle((value, failure) -> {
			if (!(failure instanceof CancellationException)) {
				resume(() -> {
					if (failure != null) {
						throw new IllegalStateException("An answer failed that never should", failure);
					}
					then.accept(value);
				});
			}
			return null;
		});
	}

	/** A task that waits for its time. */
	@FunctionalInterface
	interface Timer {

		/**
		 * Makes sure that the task does not start any more. Harmless when it ran or was
		 * cancelled already.
		 */
		void cancel();

	}

}
