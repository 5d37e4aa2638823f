package io.github.consulleader.time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop on one daemon thread of its own, and on threads that lend themselves to
 * it while it has nothing to do. Whoever has the turn runs a task and then what came of
 * it.
 */
public final class ThreadedEventLoop implements EventLoop, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ThreadedEventLoop.class);

	private final ScheduledThreadPoolExecutor executor;

	private final Ticker ticker;

	private final Consumer<Throwable> onError;

	private final ReentrantLock turn = new ReentrantLock();

	/** What came of the task that runs; only for who has the turn. */
	private final Deque<Runnable> next = new ArrayDeque<>();

	/** How many tasks wait for the loop's own thread. */
	private final AtomicInteger waiting = new AtomicInteger();

	/**
	 * Starts a loop.
	 * @param name the thread's name
	 * @param ticker the clock
	 * @param onError receives, on the loop, whatever a task throws
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
		if (this.waiting.get() == 0 && this.turn.isHeldByCurrentThread()) {
			this.next.add(task);
			return;
		}
		this.waiting.incrementAndGet();
		enqueue(Duration.ZERO, () -> {
			this.waiting.decrementAndGet();
			runWithAll(task);
		});
	}

	@Override
	public void resume(Runnable task) {
		if (this.waiting.get() == 0 && !this.turn.isHeldByCurrentThread() && this.turn.tryLock()) {
			try {
				runWithAll(task);
			}
			finally {
				this.turn.unlock();
			}
		}
		else {
			execute(task);
		}
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		return enqueue(delay, () -> runWithAll(task));
	}

	private Timer enqueue(Duration delay, Runnable task) {
		try {
			ScheduledFuture<?> future = this.executor.schedule(() -> inTurn(task), delay.toNanos(),
					TimeUnit.NANOSECONDS);
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

	private void inTurn(Runnable task) {
		this.turn.lock();
		try {
			task.run();
		}
		finally {
			this.turn.unlock();
		}
	}

	private void runWithAll(Runnable task) {
		for (Runnable one = task; one != null && !this.executor.isShutdown(); one = this.next.poll()) {
			run(one);
		}
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
