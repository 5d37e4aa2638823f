package io.github.consulleader.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Interruptions that we issued whose target is still running. Work of several roles can
 * be nested on one thread, which has one flag for all of them; so one that ends takes
 * only its own interruption with it.
 */
final class Interruptions {

	private final Set<Invocation> holding = ConcurrentHashMap.newKeySet();

	/** Interrupts what runs on a thread. */
	void interrupt(Invocation running, Thread thread) {
		this.holding.add(running);
		thread.interrupt();
	}

	/**
	 * Takes the interruption of what has ended off the calling thread, so that it does
	 * not hit what the thread does next. What runs around it gets its own back, also if
	 * what has ended took that for its own.
	 */
	void takeBack(Invocation ended) {
		this.holding.remove(ended);
		Thread.interrupted();
		Thread me = Thread.currentThread();
		// Looked for after the flag was cleared: one that is added later interrupts
		// later.
		if (this.holding.stream().anyMatch((other) -> other.isOn(me))) {
			me.interrupt();
		}
	}

	boolean isEmpty() {
		return this.holding.isEmpty();
	}

}
