package io.github.consulleader.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

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
	Place enter(Thread thread) {
		return this.books.enter(thread, (int) thread.getId());
	}

	/** The same for work without a thread. */
	Place enter(Running entered) {
		return this.books.enter(entered, 0);
	}

	/** Afterwards nothing interrupts the thread any more. The same thread. */
	void exit(Place place) {
		if (!place.leave()) {
			exitInterrupted(place);
		}
	}

	private void exitInterrupted(Place place) {
		locked(() -> {
			if (place.leaveHit() instanceof Running left) {
				left.clear();
			}
		});
	}

	/** Interrupts all that had entered before the call, each only once. */
	void interrupt() {
		locked(() -> this.books.forEach(this::interrupt));
	}

	private void interrupt(Place place) {
		Object entered = place.inside();
		if (entered != null) {
			Running work = running(entered);
			// Whoever has come in its place meanwhile has entered too late to work.
			if (work == entered || place.hit(entered, work)) {
				work.interrupt();
			}
		}
	}

	boolean isEmpty() {
		return this.books.isEmpty();
	}

	boolean isOn(Thread thread) {
		AtomicBoolean found = new AtomicBoolean();
		forEach((work) -> {
			if (work.isOn(thread)) {
				found.set(true);
			}
		});
		return found.get();
	}

	/** Names each, with its stack. */
	String describe() {
		StringBuilder text = new StringBuilder();
		forEach((work) -> text.append(work.describe()));
		return text.toString();
	}

	private void forEach(Consumer<Running> visitor) {
		locked(() -> this.books.forEach((place) -> {
			Object entered = place.inside();
			if (entered != null) {
				visitor.accept(running(entered));
			}
		}));
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
