package io.github.consulleader;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads on which user code runs: as many as have something to do, ending when idle.
 */
final class CallbackThreads implements Executor, AutoCloseable {

	private static final long IDLE_SECONDS = 10;

	private final ThreadPoolExecutor executor;

	CallbackThreads(String scope) {
		AtomicInteger number = new AtomicInteger();
		this.executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), (task) -> {
					Thread thread = new Thread(task,
							"consul-leader-" + scope + "-callback-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(task);
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
