package io.github.consulleader.engine;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * A place of {@link WorkRegistry}. It keeps its last owner when it is free, and its state
 * counts the owners it had. So an owner that comes back needs one compare-and-set of an
 * integer, which tells that the place is free and still its own; a reference would cost
 * the collector's barriers each time.
 */
final class WorkSlot {

	private static final AtomicIntegerFieldUpdater<WorkSlot> STATE = AtomicIntegerFieldUpdater
		.newUpdater(WorkSlot.class, "state");

	private static final int STATES = 0b11;

	private static final int FREE = 0;

	/** Taken, and the owner is being written: it has yet to look whether it may run. */
	private static final int CLAIMED = 1;

	private static final int BUSY = 2;

	/** Busy, and the owner has been replaced by its interruption. */
	private static final int HIT = 3;

	private static final int NEXT_OWNER = 4;

	private volatile int state;

	private volatile @Nullable Object owner;

	/** Takes it if it is free and its last owner was the same. */
	boolean takeAgain(Object again) {
		int before = this.state;
		// The owner is read between two looks at the state, which counts owners.
		return (before & STATES) == FREE && this.owner == again && STATE.compareAndSet(this, before, before + BUSY);
	}

	/** Takes it if it is free. */
	boolean take(Object taker) {
		int before = this.state;
		if ((before & STATES) != FREE || !STATE.compareAndSet(this, before, before + CLAIMED)) {
			return false;
		}
		this.owner = taker;
		this.state = before + NEXT_OWNER + BUSY;
		return true;
	}

	/** Whether its last owner will come back. */
	boolean isReserved() {
		Object last = this.owner;
		return last instanceof Thread thread && thread.isAlive();
	}

	/**
	 * Frees it, unless it was {@link #markInterrupted}. The owner only.
	 * @return whether it did
	 */
	boolean leave() {
		int before = this.state;
		return (before & STATES) == BUSY && STATE.compareAndSet(this, before, before - BUSY);
	}

	/**
	 * Replaces the owner by its interruption, if it is still inside. To be called, as
	 * {@link #leaveInterrupted} and {@link #inside}, under one lock.
	 */
	boolean markInterrupted(Object expected, Invocation interruption) {
		int before = this.state;
		boolean same = (before & STATES) == BUSY && this.owner == expected;
		if (!same || !STATE.compareAndSet(this, before, before - BUSY + HIT)) {
			return false;
		}
		this.owner = interruption;
		return true;
	}

	/** Frees it after it was hit, and returns the interruption. The owner only. */
	@Nullable Object leaveInterrupted() {
		Object interruption = this.owner;
		this.owner = null;
		this.state = this.state - HIT + NEXT_OWNER;
		return interruption;
	}

	boolean isFree() {
		return (this.state & STATES) == FREE;
	}

	/**
	 * Returns who is inside, or its interruption; nobody who is just coming or going.
	 */
	@Nullable Object inside() {
		int before = this.state;
		Object now = this.owner;
		return ((before & BUSY) != 0 && this.state == before) ? now : null;
	}

}
