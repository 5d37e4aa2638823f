package io.github.consulleader.engine;

import java.util.concurrent.locks.ReentrantLock;

import io.github.consulleader.role.Role;

/**
 * The work that is running under one role. It comes and goes without a lock: in its place
 * on the books is its thread, or the {@link Running} that was put there in order to
 * interrupt it, which is what the lock is for.
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

	/** Afterwards the thread is not interrupted any more. The same thread. */
	void exit(int place, Object entered) {
		if (!this.books.leave(place, entered)) {
			exitInterrupted(place);
		}
	}

	/** With the lock, since the interruption may be under way. */
	private void exitInterrupted(int place) {
		this.interrupting.lock();
		try {
			if (this.books.clear(place) instanceof Running left) {
				left.clear();
			}
		}
		finally {
			this.interrupting.unlock();
		}
	}

	/** Interrupts all that had entered before the call, each only once. */
	void interrupt() {
		this.interrupting.lock();
		try {
			this.books.forEach(this::interrupt);
		}
		finally {
			this.interrupting.unlock();
		}
	}

	private void interrupt(int place, Object entered) {
		if (entered instanceof Running work) {
			work.interrupt();
		}
		else if (entered instanceof Thread thread) {
			Running work = new Running(thread, name(), this.interruptions);
			// If it has left meanwhile, whoever came after it has entered too late to
			// work.
			if (this.books.exchange(place, thread, work)) {
				work.interrupt();
			}
		}
	}

	boolean isEmpty() {
		return this.books.isEmpty();
	}

	boolean isOn(Thread thread) {
		boolean[] found = { false };
		this.books.forEach((place, entered) -> {
			if (entered == thread || (entered instanceof Running work && work.isOn(thread))) {
				found[0] = true;
			}
		});
		return found[0];
	}

	/** Names each, with its stack. */
	String describe() {
		StringBuilder text = new StringBuilder();
		this.books.forEach((place, entered) -> text.append((entered instanceof Thread thread)
				? new Running(thread, name(), this.interruptions).describe() : ((Running) entered).describe()));
		return text.toString();
	}

	private String name() {
		return "work of role " + this.role;
	}

}
