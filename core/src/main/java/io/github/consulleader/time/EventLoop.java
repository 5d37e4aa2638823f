package io.github.consulleader.time;

import java.time.Duration;
import java.util.concurrent.Executor;

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
