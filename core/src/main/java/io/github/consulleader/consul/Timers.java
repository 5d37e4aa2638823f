package io.github.consulleader.consul;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs things later, on one daemon thread that ends when nothing waits.
 */
final class Timers implements AutoCloseable {

	private final ScheduledThreadPoolExecutor executor;

	Timers() {
		this.executor = new ScheduledThreadPoolExecutor(1, new Daemons("consul-timer"),
				new ThreadPoolExecutor.DiscardPolicy());
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setKeepAliveTime(5, TimeUnit.SECONDS);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/** Does nothing once closed. */
	ScheduledFuture<?> after(Duration delay, Runnable task) {
		return this.executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
