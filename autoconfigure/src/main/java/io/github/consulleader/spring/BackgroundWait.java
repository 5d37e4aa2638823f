package io.github.consulleader.spring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Waits on a thread of its own, since the application may block all others: either to
 * keep the JVM alive, as a slumberer with nothing else to do waits for its role, or to do
 * something if nobody ends it for a while.
 */
final class BackgroundWait {

	private final String thread;

	private final boolean daemon;

	private final Duration longest;

	private final Runnable afterwards;

	private @Nullable CountDownLatch end;

	private BackgroundWait(String thread, boolean daemon, Duration longest, Runnable afterwards) {
		this.thread = thread;
		this.daemon = daemon;
		this.longest = longest;
		this.afterwards = afterwards;
	}

	/** One that keeps the JVM alive until it is ended. */
	static BackgroundWait keepingAlive() {
		return new BackgroundWait("consul-leader-keep-alive", false, Duration.ofNanos(Long.MAX_VALUE), () -> {
		});
	}

	/**
	 * One that lets the JVM end.
	 * @param thread the name of its thread
	 * @param longest for how long it waits at most
	 * @param afterwards what it does if it is not ended by then
	 */
	static BackgroundWait of(String thread, Duration longest, Runnable afterwards) {
		return new BackgroundWait(thread, true, longest, afterwards);
	}

	/** From now on, unless it waits already. */
	synchronized void begin() {
		if (this.end == null) {
			CountDownLatch latch = new CountDownLatch(1);
			Thread waiting = new Thread(() -> await(latch), this.thread);
			waiting.setDaemon(this.daemon);
			waiting.start();
			this.end = latch;
		}
	}

	private void await(CountDownLatch latch) {
		try {
			if (!latch.await(this.longest.toNanos(), TimeUnit.NANOSECONDS)) {
				this.afterwards.run();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt(); // whoever interrupts it wants it to end
		}
	}

	/** No longer. */
	synchronized void end() {
		if (this.end != null) {
			this.end.countDown();
			this.end = null;
		}
	}

}
