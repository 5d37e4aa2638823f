package io.github.consulleader.engine;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Places of {@link Books}. Each has a state, with a number that counts its owners, and
 * keeps its last owner when it is free. So an owner that comes back needs one
 * compare-and-set of an integer, which tells that the place is free and still its own; a
 * reference would cost the collector's barriers each time.
 */
final class Page {

	private static final int STATES = 0b11;

	private static final int FREE = 0;

	/** Taken, and the owner is being written: it has yet to look whether it may run. */
	private static final int CLAIMED = 1;

	private static final int BUSY = 2;

	/** Busy, and the owner has been replaced by its interruption. */
	private static final int HIT = 3;

	private static final int NEXT_OWNER = 4;

	private final int begin;

	private final AtomicIntegerArray states;

	private final AtomicReferenceArray<@Nullable Object> owners;

	private final AtomicReference<@Nullable Page> next = new AtomicReference<>();

	Page(int begin, int size) {
		this.begin = begin;
		this.states = new AtomicIntegerArray(size);
		this.owners = new AtomicReferenceArray<>(size);
	}

	int size() {
		return this.states.length();
	}

	int end() {
		return this.begin + size();
	}

	@Nullable Page next() {
		return this.next.get();
	}

	Page nextOrNew() {
		Page known = this.next.get();
		if (known != null) {
			return known;
		}
		Page made = new Page(end(), 2 * size());
		Page other = this.next.compareAndExchange(null, made);
		return (other != null) ? other : made;
	}

	/** Takes the place of the hint if its last owner was the same; or returns -1. */
	int takeAgain(Object owner, int hint) {
		int at = hint & (size() - 1);
		int free = this.states.get(at);
		// Who owns it is read between two looks at the state, which counts owners.
		boolean own = (free & STATES) == FREE && this.owners.getPlain(at) == owner;
		return (own && this.states.compareAndSet(at, free, free + BUSY)) ? this.begin + at : -1;
	}

	/** Takes the first free place of so many from the hint on; or returns -1. */
	int take(Object owner, int hint, int tries) {
		for (int i = 0; i < tries; i++) {
			int at = (hint + i) & (size() - 1);
			int free = this.states.get(at);
			if ((free & STATES) == FREE && this.states.compareAndSet(at, free, free + CLAIMED)) {
				this.owners.set(at, owner);
				this.states.set(at, free + NEXT_OWNER + BUSY);
				return this.begin + at;
			}
		}
		return -1;
	}

	/** Frees a place of the caller's unless it was hit. */
	boolean leave(int place) {
		int at = place - this.begin;
		int state = this.states.get(at);
		return (state & STATES) == BUSY && this.states.compareAndSet(at, state, state - BUSY);
	}

	/** Replaces an owner by its interruption, if it is still inside. */
	boolean hit(int place, Object owner, Running interruption) {
		int at = place - this.begin;
		int state = this.states.get(at);
		boolean own = (state & STATES) == BUSY && this.owners.get(at) == owner;
		if (!own || !this.states.compareAndSet(at, state, state - BUSY + HIT)) {
			return false;
		}
		this.owners.set(at, interruption);
		return true;
	}

	/** Frees a place that was hit, and returns the interruption. */
	@Nullable Object leaveHit(int place) {
		int at = place - this.begin;
		Object interruption = this.owners.getAndSet(at, null);
		this.states.set(at, this.states.get(at) - HIT + NEXT_OWNER);
		return interruption;
	}

	boolean isEmpty() {
		for (int i = 0; i < size(); i++) {
			if ((this.states.get(i) & STATES) != FREE) {
				return false;
			}
		}
		return true;
	}

	void forEach(Books.Visitor visitor) {
		for (int i = 0; i < size(); i++) {
			int state = this.states.get(i);
			Object owner = this.owners.get(i);
			if ((state & BUSY) != 0 && owner != null && this.states.get(i) == state) {
				visitor.visit(this.begin + i, owner);
			}
		}
	}

}
