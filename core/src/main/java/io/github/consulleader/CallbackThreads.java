package io.github.consulleader;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.time.EventLoop;

/**
 * Threads on which user code runs, ending when idle. A few do for callbacks that return
 * soon, however many roles begin or end at once. While none of them returns others get
 * threads of their own, one after {@link #PATIENCE} and up to twice as many each further
 * time, so that none waits for another that blocks, and a burst that only waits for a
 * processor makes no crowd of threads. Once closed it begins nothing any more.
 */
final class CallbackThreads implements Executor, AutoCloseable {

	private static final int FEW = 4;

	private static final Duration PATIENCE = Duration.ofMillis(10);

	/** Threads are started on the event loop, and all roles wait for that. */
	private static final int MOST_AT_ONCE = 32;

	private static final long IDLE_SECONDS = 10;

	private final EventLoop loop;

	private final ThreadPoolExecutor few;

	private final ThreadPoolExecutor more;

	private final AtomicBoolean looking = new AtomicBoolean();

	/**
	 * Starts none yet.
	 * @param scope what the threads are named after
	 * @param loop which looks after those that found no thread
	 */
	CallbackThreads(String scope, EventLoop loop) {
		this(daemons(scope), loop);
	}

	CallbackThreads(ThreadFactory threads, EventLoop loop) {
		this.loop = loop;
		this.few = pool(FEW, FEW, new LinkedBlockingQueue<>(), threads);
		this.few.allowCoreThreadTimeOut(true);
		this.more = pool(0, Integer.MAX_VALUE, new SynchronousQueue<>(), threads);
	}

	private static ThreadFactory daemons(String scope) {
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, "consul-leader-" + scope + "-callback-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	private static ThreadPoolExecutor pool(int least, int most, BlockingQueue<Runnable> queue, ThreadFactory threads) {
		return new ThreadPoolExecutor(least, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads,
				new ThreadPoolExecutor.DiscardPolicy());
	}

	@Override
	public void execute(Runnable task) {
		this.few.execute(task);
		lookAfterThoseWhoWait();
	}

	private void lookAfterThoseWhoWait() {
		if (!this.few.getQueue().isEmpty() && this.looking.compareAndSet(false, true)) {
			lookLater(this.few.getCompletedTaskCount(), 1);
		}
	}

	private void lookLater(long returned, int extra) {
		this.loop.schedule(PATIENCE, () -> look(returned, extra));
	}

	private void look(long returnedBefore, int extra) {
		if (this.few.getQueue().isEmpty()) {
			this.looking.set(false);
			lookAfterThoseWhoWait(); // one may have come in between
			return;
		}
		long returned = this.few.getCompletedTaskCount();
		if (returned != returnedBefore) {
			lookLater(returned, 1);
			return;
		}
		for (int i = 0; i < extra; i++) {
			beginNext();
		}
		lookLater(returned, Math.min(2 * extra, MOST_AT_ONCE));
	}

	private void beginNext() {
		Runnable next = this.few.getQueue().poll();
		if (next == null) {
			return;
		}
		try {
			this.more.execute(next);
		}
		catch (OutOfMemoryError ex) {
			// No thread can be had: it waits on, whoever returns takes it.
			this.few.getQueue().add(next);
		}
	}

	@Override
	public void close() {
		this.few.shutdown();
		this.more.shutdown();
	}

}
