package io.github.consulleader.mutex;

import org.jspecify.annotations.Nullable;

/**
 * A hold as one thread has it. Changed by that thread only.
 */
final class ThreadHold {

	private final LockLease hold;

	private int count = 1;

	private volatile @Nullable String told;

	private volatile @Nullable Interruption interruption;

	ThreadHold(LockLease hold) {
		this.hold = hold;
	}

	LockLease hold() {
		return this.hold;
	}

	/** How it was lost, if the thread knows that already and so may contend anew. */
	@Nullable String told() {
		return this.told;
	}

	void tell(String why) {
		this.told = why;
		this.hold.lose(why);
	}

	/** How it was lost, or {@code null} if the thread still has it. */
	@Nullable String whyLost() {
		String already = this.told;
		return (already != null) ? already : this.hold.whyLost();
	}

	void enter() {
		this.count++;
	}

	/** Returns whether it was the last time. */
	boolean leave() {
		return --this.count == 0;
	}

	/** Interrupts the thread when the hold is lost, unless it has been given up. */
	void interruptWhenLost() {
		if (this.interruption == null) {
			Interruption added = new Interruption(Thread.currentThread());
			this.interruption = added;
			this.hold.whenLost((why) -> added.deliver());
		}
	}

	/** Whether the thread was interrupted for it and has not given it up. */
	boolean isInterrupted() {
		Interruption present = this.interruption;
		return present != null && present.stands();
	}

	/** Disarms the interruption; returns whether it was delivered. */
	boolean endInterruption() {
		Interruption present = this.interruption;
		return present != null && present.end();
	}

}
