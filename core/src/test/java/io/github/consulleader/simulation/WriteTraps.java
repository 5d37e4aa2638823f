package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.consul.Operation;

/** What happens by decision to the next writes of one process. */
final class WriteTraps {

	private final VirtualTime time;

	private long nextWriteLate;

	private long nextHandOverLate;

	private long nextTakeLate;

	private Runnable onLateTake = () -> {
	};

	private boolean takeTrapped;

	private long takeAnswerLate;

	private Runnable onTake = () -> {
	};

	private Runnable onLateWrite = () -> {
	};

	WriteTraps(VirtualTime time) {
		this.time = time;
	}

	/** Tells somebody that a write has reached the servers after its client gave up. */
	void onLateWrite(Runnable listener) {
		this.onLateWrite = listener;
	}

	/**
	 * The next transaction reaches the servers so much later, long after its client gave
	 * up.
	 */
	void delayNext(Duration late) {
		this.nextWriteLate = late.toNanos();
	}

	/** The same with the next transaction that frees a lock. */
	void delayNextHandOver(Duration late) {
		this.nextHandOverLate = late.toNanos();
	}

	/**
	 * The same with the next take.
	 * @param sent called when it is on its way
	 */
	void delayNextTake(Duration late, Runnable sent) {
		this.nextTakeLate = late.toNanos();
		this.onLateTake = sent;
	}

	/**
	 * Does something as soon as the next take, or any other write of a term record, is
	 * sent; its answer comes so much later.
	 */
	void trapNextTake(Duration late, Runnable meanwhile) {
		this.takeTrapped = true;
		this.takeAnswerLate = late.toNanos();
		this.onTake = meanwhile;
	}

	void calm() {
		this.nextWriteLate = 0;
		this.nextHandOverLate = 0;
		this.nextTakeLate = 0;
		this.takeTrapped = false;
		this.onLateWrite = () -> {
		};
	}

	/** Springs the trap if this is what it waits for; how late the answer is to be. */
	long spring(List<Operation> sent) {
		if (!this.takeTrapped || sent.stream().noneMatch(WriteTraps::isTake)) {
			return 0;
		}
		this.takeTrapped = false;
		this.time.after(0, this.onTake);
		return this.takeAnswerLate;
	}

	/** Each take of a role writes its record; one of a mutex locks its key. */
	private static boolean isTake(Operation operation) {
		return operation instanceof Operation.Set
				|| (operation instanceof Operation.Lock && operation.key().endsWith("/.lock"));
	}

	/** How late this transaction reaches the servers, by decision. */
	long lateness(List<Operation> sent) {
		long late = this.nextWriteLate;
		this.nextWriteLate = 0;
		if (this.nextHandOverLate > 0 && sent.stream().anyMatch((one) -> one instanceof Operation.Unlock)) {
			late = Math.max(late, this.nextHandOverLate);
			this.nextHandOverLate = 0;
		}
		if (this.nextTakeLate > 0 && sent.stream().anyMatch(WriteTraps::isTake)) {
			late = Math.max(late, this.nextTakeLate);
			this.nextTakeLate = 0;
			this.time.after(0, this.onLateTake);
		}
		return late;
	}

	void arrivesLate() {
		this.time.after(0, this.onLateWrite);
	}

}
