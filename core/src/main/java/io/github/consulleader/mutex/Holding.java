package io.github.consulleader.mutex;

import org.jspecify.annotations.Nullable;

/**
 * A hold as one thread has it. Changed by that thread only.
 */
final class Holding {

	private final Hold hold;

	private int count = 1;

	private volatile @Nullable String told;

	Holding(Hold hold) {
		this.hold = hold;
	}

	Hold hold() {
		return this.hold;
	}

	/** How it was lost, if the thread knows that already and so may contend anew. */
	@Nullable String told() {
		return this.told;
	}

	void tell(String why) {
		this.told = why;
	}

	void enter() {
		this.count++;
	}

	/** Returns whether it was the last time. */
	boolean leave() {
		return --this.count == 0;
	}

	/**
	 * Who has it.
	 *
	 * @param key the mutex
	 * @param thread the thread
	 */
	record Seat(String key, Thread thread) {

		static Seat mine(String key) {
			return new Seat(key, Thread.currentThread());
		}

	}

}
