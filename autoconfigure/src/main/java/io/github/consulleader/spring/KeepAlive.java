package io.github.consulleader.spring;

import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the JVM from ending because no thread is left but daemons: a slumberer that has
 * nothing else to do waits for its role.
 */
final class KeepAlive {

	private @Nullable CountDownLatch end;

	/** From now on. */
	synchronized void begin() {
		if (this.end == null) {
			CountDownLatch latch = new CountDownLatch(1);
			Thread thread = new Thread(() -> await(latch), "consul-leader-keep-alive");
			thread.setDaemon(false);
			thread.start();
			this.end = latch;
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
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
