package io.github.consulleader.time;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop on one daemon thread of its own.
 */
public final class ThreadedEventLoop implements EventLoop, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ThreadedEventLoop.class);

	private final ScheduledThreadPoolExecutor executor;

	private final Ticker ticker;

	private final Consumer<Throwable> onError;

	/**
	 * Starts a loop.
	 * @param name the thread's name
	 * @param ticker the clock
	 * @param onError told, on the loop, of whatever a task throws
	 */
	public ThreadedEventLoop(String name, Ticker ticker, Consumer<Throwable> onError) {
		this.ticker = ticker;
		this.onError = onError;
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		});
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	@Override
	public void execute(Runnable task) {
		schedule(Duration.ZERO, task);
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		try {
			ScheduledFuture<?> future = this.executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			logger.trace("Loop is closed: a task is dropped", ex);
			return () -> {
			};
		}
	}

	@Override
	public Ticker ticker() {
		return this.ticker;
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			this.onError.accept(ex);
		}
	}

	/**
	 * Ends the loop: what waits is dropped, what runs ends by itself. Does not wait for
	 * it.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
	}

}
