package io.github.consulleader.engine;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.consulleader.role.Role;

/**
 * The work that is running under one role. It comes and goes without a lock: in its place
 * on the books is its thread, or the {@link Invocation} that was put there in order to
 * interrupt it. The lock lets work that is being interrupted leave only when the
 * interruption has arrived and can be taken back.
 */
final class ActiveWork {

	private final Role role;

	private final Interruptions interruptions;

	private final WorkRegistry books = new WorkRegistry();

	private final Guard interrupting = new Guard();

	/** How many places belong to work that was dismissed. */
	private final AtomicInteger dismissed = new AtomicInteger();

	ActiveWork(Role role, Interruptions interruptions) {
		this.role = role;
		this.interruptions = interruptions;
	}

	/** Returns the place, for {@link #exit}. */
	WorkSlot enter(Thread thread) {
		return this.books.enter(thread, (int) thread.getId());
	}

	/** The same for work without a thread. */
	WorkSlot enter(Invocation entered) {
		return this.books.enter(entered, 0);
	}

	/** Afterwards nothing interrupts the thread any more. The same thread. */
	void exit(WorkSlot place) {
		if (!place.leave()) {
			exitInterrupted(place);
		}
	}

	private void exitInterrupted(WorkSlot place) {
		this.interrupting.run(() -> {
			if (place.leaveInterrupted() instanceof Invocation left) {
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

	private void dismiss(WorkSlot place, Object entered, Thread thread) {
		Invocation work = running(entered);
		if (work.isOn(thread) && !work.isDismissed() && (work == entered || place.markInterrupted(entered, work))) {
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
			if (entered == thread || (entered instanceof Invocation known && known.isOn(thread))) {
				interrupt(place);
			}
		}));
	}

	private void interrupt(WorkSlot place) {
		Object entered = place.inside();
		if (entered != null) {
			Invocation work = running(entered);
			// Whoever has come in its place meanwhile has entered too late to work.
			if (work == entered || place.markInterrupted(entered, work)) {
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
			if (!place.isFree() && !(place.inside() instanceof Invocation known && known.isDismissed())) {
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

	private void forEach(Consumer<Invocation> visitor) {
		this.interrupting.run(() -> this.books.forEach((place) -> {
			Object entered = place.inside();
			Invocation work = (entered != null) ? running(entered) : null;
			if (work != null && !work.isDismissed()) {
				visitor.accept(work);
			}
		}));
	}

	private Invocation running(Object entered) {
		return (entered instanceof Thread thread)
				? new Invocation(thread, "work of role " + this.role, this.interruptions) : (Invocation) entered;
	}

}
