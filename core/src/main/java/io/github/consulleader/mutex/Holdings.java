package io.github.consulleader.mutex;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.consulleader.mutex.Holding.Seat;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of this process hold, as they know it. For any thread.
 */
final class Holdings {

	private final Map<Seat, Holding> all = new ConcurrentHashMap<>();

	/** What the current thread has. */
	@Nullable Holding mine(String key) {
		return this.all.get(Seat.mine(key));
	}

	/** The current thread has a mutex from now on, whatever it had before. */
	void begin(String key, Hold hold) {
		Holding before = this.all.put(Seat.mine(key), new Holding(hold));
		if (before != null) {
			takeBack(before);
		}
	}

	/**
	 * The current thread gives a mutex up. Takes back its interruption.
	 * @return how it had lost it before, or {@code null} if it had not
	 */
	@Nullable String end(String key, Holding holding) {
		String told = holding.told();
		String why = holding.hold().end();
		this.all.remove(Seat.mine(key));
		takeBack(holding);
		return (told != null) ? told : why;
	}

	/**
	 * The thread has one flag for all of its mutexes: another that has interrupted it,
	 * too, gets its own back.
	 */
	private void takeBack(Holding ended) {
		if (ended.endInterruption()) {
			Thread.interrupted();
			Thread me = Thread.currentThread();
			// Looked for after the flag was cleared: a later one interrupts later.
			if (this.all.entrySet()
				.stream()
				.anyMatch((other) -> other.getKey().thread().equals(me) && other.getValue().isInterrupted())) {
				me.interrupt();
			}
		}
	}

	boolean hasAny(String key) {
		// Some never give back what they were told that it is lost.
		this.all.entrySet().removeIf((entry) -> !entry.getKey().thread().isAlive() && isOver(entry.getValue()));
		return this.all.entrySet()
			.stream()
			.anyMatch((entry) -> entry.getKey().key().equals(key) && !isOver(entry.getValue()));
	}

	private static boolean isOver(Holding holding) {
		return holding.whyLost() != null;
	}

}
