package io.github.consulleader;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.time.EventLoop;

/**
 * Threads on which user code runs, ending when idle. A few do for callbacks that return
 * soon, however many roles begin or end at once; one that finds them all busy for
 * {@link #PATIENCE} gets a thread of its own, so that none waits for another that blocks.
 * Once closed it begins nothing any more.
 */
final class CallbackThreads implements Executor, AutoCloseable {

	private static final int FEW = 4;

	private static final Duration PATIENCE = Duration.ofMillis(10);

	private static final long IDLE_SECONDS = 10;

	private final EventLoop loop;

	private final ThreadPoolExecutor few;

	private final ThreadPoolExecutor more;

	/**
	 * Starts none yet.
	 * @param scope what the threads are named after
	 * @param loop by whose clock those wait that found no thread
	 */
	CallbackThreads(String scope, EventLoop loop) {
		this.loop = loop;
		AtomicInteger number = new AtomicInteger();
		ThreadFactory threads = (task) -> {
			Thread thread = new Thread(task, "consul-leader-" + scope + "-callback-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
		this.few = pool(FEW, FEW, new LinkedBlockingQueue<>(), threads);
		this.few.allowCoreThreadTimeOut(true);
		this.more = pool(0, Integer.MAX_VALUE, new SynchronousQueue<>(), threads);
	}

	private static ThreadPoolExecutor pool(int least, int most, BlockingQueue<Runnable> queue, ThreadFactory threads) {
		return new ThreadPoolExecutor(least, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads,
				new ThreadPoolExecutor.DiscardPolicy());
	}

	@Override
	public void execute(Runnable task) {
		this.few.execute(task);
		if (!this.few.getQueue().isEmpty()) {
			this.loop.schedule(PATIENCE, () -> {
				if (this.few.remove(task)) {
					this.more.execute(task);
				}
			});
		}
	}

	@Override
	public void close() {
		this.few.shutdown();
		this.more.shutdown();
	}

}
