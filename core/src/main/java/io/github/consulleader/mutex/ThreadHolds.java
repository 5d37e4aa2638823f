package io.github.consulleader.mutex;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

/**
 * What the threads of this process hold, as they know it. For any thread.
 */
final class ThreadHolds {

	/** By key, without those that nobody has. */
	private final Map<String, Map<Thread, ThreadHold>> all = new ConcurrentHashMap<>();

	/** What the current thread has. */
	@Nullable ThreadHold mine(String key) {
		return of(key, Thread.currentThread());
	}

	/** What a thread has. */
	@Nullable ThreadHold of(String key, Thread thread) {
		Map<Thread, ThreadHold> holders = this.all.get(key);
		return (holders != null) ? holders.get(thread) : null;
	}

	/** The current thread has a mutex from now on, whatever it had before. */
	void begin(String key, LockLease hold) {
		ThreadHold before = mine(key);
		this.all.compute(key, (same, present) -> {
			Map<Thread, ThreadHold> holders = (present != null) ? present : new ConcurrentHashMap<>(1);
			holders.put(Thread.currentThread(), new ThreadHold(hold));
			return holders;
		});
		if (before != null) {
			takeBack(before);
		}
	}

	/**
	 * The current thread gives a mutex up. Takes back its interruption.
	 * @return how it had lost it before, or {@code null} if it had not
	 */
	@Nullable String end(String key, ThreadHold holding) {
		String told = holding.told();
		String why = holding.hold().end();
		Thread me = Thread.currentThread();
		removeIf(key, (thread, ended) -> thread.equals(me));
		takeBack(holding);
		return (told != null) ? told : why;
	}

	/**
	 * The thread has one flag for all of its mutexes: another that has interrupted it,
	 * too, gets its own back.
	 */
	private void takeBack(ThreadHold ended) {
		if (ended.endInterruption()) {
			Thread.interrupted();
			Thread me = Thread.currentThread();
			// Looked for after the flag was cleared: a later one interrupts later.
			boolean another = this.all.values().stream().anyMatch((holders) -> {
				ThreadHold other = holders.get(me);
				return other != null && other.isInterrupted();
			});
			if (another) {
				me.interrupt();
			}
		}
	}

	/** Whether any thread has it, as far as it knows. */
	boolean hasAny(String key) {
		if (!this.all.containsKey(key)) {
			return false;
		}
		// Some never give back what they were told that it is lost.
		removeIf(key, (thread, holding) -> !thread.isAlive() && holding.whyLost() != null);
		Map<Thread, ThreadHold> holders = this.all.get(key);
		return holders != null && holders.values().stream().anyMatch((holding) -> holding.whyLost() == null);
	}

	private void removeIf(String key, BiPredicate<Thread, ThreadHold> over) {
		this.all.computeIfPresent(key, (same, holders) -> {
			holders.entrySet().removeIf((holder) -> over.test(holder.getKey(), holder.getValue()));
			return holders.isEmpty() ? null : holders;
		});
	}

}
