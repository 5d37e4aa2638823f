package io.github.consulleader.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import io.github.consulleader.role.Role;

/**
 * The work that is running under one role. It comes and goes without a lock: in its place
 * on the books is its thread, or the {@link Running} that was put there in order to
 * interrupt it. The lock lets work that is being interrupted leave only when the
 * interruption has arrived and can be taken back.
 */
final class RunningWork {

	private final Role role;

	private final Interruptions interruptions;

	private final Books books = new Books();

	private final ReentrantLock interrupting = new ReentrantLock();

	RunningWork(Role role, Interruptions interruptions) {
		this.role = role;
		this.interruptions = interruptions;
	}

	/** Returns the place, for {@link #exit}. */
	int enter(Thread thread) {
		return this.books.enter(thread, (int) thread.getId());
	}

	/** The same for work without a thread. */
	int enter(Running entered) {
		return this.books.enter(entered, 0);
	}

	/** Afterwards nothing interrupts the thread any more. The same thread. */
	void exit(int place) {
		if (!this.books.leave(place)) {
			exitInterrupted(place);
		}
	}

	private void exitInterrupted(int place) {
		locked(() -> {
			if (this.books.leaveHit(place) instanceof Running left) {
				left.clear();
			}
		});
	}

	/** Interrupts all that had entered before the call, each only once. */
	void interrupt() {
		locked(() -> this.books.forEach(this::interrupt));
	}

	private void interrupt(int place, Object entered) {
		Running work = running(entered);
		// Whoever has come in its place meanwhile has entered too late to work.
		if (work == entered || this.books.hit(place, entered, work)) {
			work.interrupt();
		}
	}

	boolean isEmpty() {
		return this.books.isEmpty();
	}

	boolean isOn(Thread thread) {
		AtomicBoolean found = new AtomicBoolean();
		locked(() -> this.books.forEach((place, entered) -> {
			if (running(entered).isOn(thread)) {
				found.set(true);
			}
		}));
		return found.get();
	}

	/** Names each, with its stack. */
	String describe() {
		StringBuilder text = new StringBuilder();
		locked(() -> this.books.forEach((place, entered) -> text.append(running(entered).describe())));
		return text.toString();
	}

	private Running running(Object entered) {
		return (entered instanceof Thread thread) ? new Running(thread, "work of role " + this.role, this.interruptions)
				: (Running) entered;
	}

	private void locked(Runnable body) {
		this.interrupting.lock();
		try {
			body.run();
		}
		finally {
			this.interrupting.unlock();
		}
	}

}
