package io.github.consulleader.time;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The one thread on which everything that decides runs, so that no decision needs a lock.
 * <p>
 * Tasks run one at a time, in the order in which they were handed over. No task may
 * block. A task that throws does not end the loop: the error goes to the handler that the
 * loop was made with.
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
	 * Continues on the loop when a future completes. One that was cancelled is forgotten;
	 * one that failed is an error of the loop.
	 * @param future what is waited for
	 * @param then told its value, on the loop
	 * @param <T> its value's type
	 */
	default <T> void whenDone(CompletableFuture<T> future, Consumer<T> then) {
		CompletableFuture<Void> unused = future.handle((value, failure) -> {
			if (!(failure instanceof CancellationException)) {
				execute(() -> {
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
