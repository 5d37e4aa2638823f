package io.github.consulleader.benchmarks.contest;

import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for a lock and holds it until it stands down. It unlocks first and
 * tells afterwards, so that all locks are measured from the same moment.
 */
abstract class LockThread implements Contestant {

	private final GrantListener listener;

	private volatile boolean held;

	private volatile CountDownLatch until = new CountDownLatch(0);

	private @Nullable Thread thread;

	LockThread(GrantListener listener) {
		this.listener = listener;
	}

	/** Returns when the thread that calls has the lock. */
	abstract void lock() throws Exception;

	/** Gives it up, in the same thread. */
	abstract void unlock() throws Exception;

	@Override
	public final void campaign() {
		this.until = new CountDownLatch(1);
		this.thread = new Thread(this::holdOnce, "contestant");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void holdOnce() {
		try {
			lock();
			this.held = true;
			this.listener.granted();
			this.until.await();
			this.held = false;
			unlock();
			this.listener.revoked();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public final void standDown() throws InterruptedException {
		this.until.countDown();
		if (this.thread != null) {
			this.thread.join();
		}
	}

	@Override
	public final boolean isLeader() {
		return this.held;
	}

}
