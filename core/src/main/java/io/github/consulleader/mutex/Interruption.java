package io.github.consulleader.mutex;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Interrupts the thread that has a hold, when it is lost and not later than it gives the
 * hold up. For any thread.
 */
final class Interruption {

	private final Thread thread;

	private final ReentrantLock lock = new ReentrantLock();

	private boolean delivered;

	private boolean over;

	Interruption(Thread thread) {
		this.thread = thread;
	}

	void deliver() {
		this.lock.lock();
		try {
			if (!this.over) {
				this.delivered = true;
				this.thread.interrupt();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whether it was delivered and still stands. */
	boolean stands() {
		this.lock.lock();
		try {
			return this.delivered && !this.over;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Disarms it; returns whether it was delivered before. */
	boolean end() {
		this.lock.lock();
		try {
			this.over = true;
			return this.delivered;
		}
		finally {
			this.lock.unlock();
		}
	}

}
