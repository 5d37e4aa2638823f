package io.github.consulleader.engine;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

	private final Guard interrupting = new Guard();

	/** How many places belong to work that was dismissed. */
	private final AtomicInteger dismissed = new AtomicInteger();

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
		this.interrupting.run(() -> {
			if (place.leaveHit() instanceof Running left) {
				left.clear();
				if (left.isDismissed()) {
					this.dismissed.decrementAndGet();
				}
			}
		});
	}

	/** What runs on the thread counts as ended, although it has not left its place. */
	void dismiss(Thread thread) {
		this.interrupting.run(() -> this.books.forEach((place) -> {
			Object entered = place.inside();
			if (entered != null) {
				dismiss(place, entered, thread);
			}
		}));
	}

	private void dismiss(Place place, Object entered, Thread thread) {
		Running work = running(entered);
		if (work.isOn(thread) && !work.isDismissed() && (work == entered || place.hit(entered, work))) {
			work.dismiss();
			this.dismissed.incrementAndGet();
		}
	}

	/** Interrupts all that had entered before the call, each only once. */
	void interrupt() {
		this.interrupting.run(() -> this.books.forEach(this::interrupt));
	}

	/** Interrupts what runs on one thread. */
	void interrupt(Thread thread) {
		this.interrupting.run(() -> this.books.forEach((place) -> {
			Object entered = place.inside();
			if (entered == thread || (entered instanceof Running known && known.isOn(thread))) {
				interrupt(place);
			}
		}));
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

	/** Whether nothing runs, but for what was dismissed. */
	boolean isEmpty() {
		return this.books.isEmpty() || (this.dismissed.get() > 0 && isDismissed());
	}

	private boolean isDismissed() {
		AtomicBoolean others = new AtomicBoolean();
		this.interrupting.run(() -> this.books.forEach((place) -> {
			if (!place.isFree() && !(place.inside() instanceof Running known && known.isDismissed())) {
				others.set(true);
			}
		}));
		return !others.get();
	}

	/** Adds the threads of what runs. */
	void addThreads(Collection<Thread> threads) {
		forEach((work) -> {
			Thread thread = work.thread();
			if (thread != null) {
				threads.add(thread);
			}
		});
	}

	/** Names each, with its stack. */
	String describe() {
		StringBuilder text = new StringBuilder();
		forEach((work) -> text.append(work.describe()));
		return text.toString();
	}

	private void forEach(Consumer<Running> visitor) {
		this.interrupting.run(() -> this.books.forEach((place) -> {
			Object entered = place.inside();
			Running work = (entered != null) ? running(entered) : null;
			if (work != null && !work.isDismissed()) {
				visitor.accept(work);
			}
		}));
	}

	private Running running(Object entered) {
		return (entered instanceof Thread thread) ? new Running(thread, "work of role " + this.role, this.interruptions)
				: (Running) entered;
	}

}
