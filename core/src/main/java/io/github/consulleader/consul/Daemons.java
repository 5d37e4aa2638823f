package io.github.consulleader.consul;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes daemon threads with a name and a number. */
final class Daemons implements ThreadFactory {

	private final String name;

	private final AtomicInteger number = new AtomicInteger();

	Daemons(String name) {
		this.name = name;
	}

	@Override
	public Thread newThread(Runnable task) {
		Thread thread = new Thread(task, this.name + "-" + this.number.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	}

}
