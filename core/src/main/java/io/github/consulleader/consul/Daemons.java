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
		return new Daemon(this.group, task, this.group.getName() + "-" + this.number.incrementAndGet());
	}

	/** Whether the present thread is none of them, but was started from one. */
	boolean isStartedFromOne() {
		Thread present = Thread.currentThread();
		return present.getThreadGroup() == this.group && !(present instanceof Daemon);
	}

	/** Interrupts them and every thread that they have started. */
	void interruptAll() {
		this.group.interrupt();
	}

	private static final class Daemon extends Thread {

		Daemon(ThreadGroup group, Runnable task, String name) {
			super(group, task, name);
			setDaemon(true);
		}

	}

}
