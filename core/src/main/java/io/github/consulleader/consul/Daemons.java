package io.github.consulleader.consul;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes daemon threads in a thread group of their own, so that all that were started from
 * them can be reached by it.
 */
final class Daemons implements ThreadFactory {

	private final ThreadGroup group;

	private final AtomicInteger number = new AtomicInteger();

	Daemons(String name) {
		this.group = new ThreadGroup(name);
	}

	@Override
	public Thread newThread(Runnable task) {
		Thread thread = new Thread(this.group, task, this.group.getName() + "-" + this.number.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	}

	/** Interrupts them and every thread that they have started. */
	void interruptAll() {
		this.group.interrupt();
	}

}
