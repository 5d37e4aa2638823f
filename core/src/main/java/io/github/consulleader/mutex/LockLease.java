package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.time.Confidence;
import io.github.consulleader.time.Stamp;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One stretch during which this process holds a mutex, from take to release, expiry or
 * loss. It lasts no longer than its confidence, whoever notices. For any thread.
 */
final class LockLease {

	private final Entry taken;

	private final String session;

	private final Ticker ticker;

	private final Duration window;

	private final Confidence confidence;

	private final LossListeners listeners;

	private final AtomicReference<Fate> fate = new AtomicReference<>(new Fate(null, null, false));

	/**
	 * Begins with the take, which is the first confirmation.
	 * @param taken the key as the take left it
	 * @param session the session that holds it
	 * @param ticker the clocks
	 * @param window how long a confirmation lasts
	 * @param sentAt when the take was sent
	 * @param callbacks where listeners are called
	 */
	LockLease(Entry taken, String session, Ticker ticker, Duration window, Stamp sentAt, Executor callbacks) {
		this.taken = taken;
		this.session = session;
		this.ticker = ticker;
		this.window = window;
		this.confidence = new Confidence(ticker, window, sentAt);
		this.listeners = new LossListeners(callbacks);
	}

	/** The stored key. */
	String path() {
		return this.taken.key();
	}

	String session() {
		return this.session;
	}

	long token() {
		return this.taken.modifyIndex();
	}

	/** Whether a key that our session holds is held by this very take. */
	boolean isOn(Entry entry) {
		return this.session.equals(entry.session()) && entry.createIndex() == this.taken.createIndex();
	}

	private Fate fate() {
		return Objects.requireNonNull(this.fate.get());
	}

	/**
	 * How it ended against the holder's will, by what the clocks say now, or {@code null}
	 * if it did not. Once it has ended it stays so, even if a clock leaps back.
	 */
	@Nullable String whyLost() {
		Fate present = fate();
		String why = present.whyLost(this.ticker.stamp());
		if (why == null && !present.over() && !this.confidence.holds()) {
			why = "Consul did not confirm it for " + this.window;
		}
		return (why != null && present.isOpen()) ? lost(why) : why;
	}

	/** Ends it unless it has ended already, and returns how it was lost. */
	private @Nullable String lost(String why) {
		Fate before = Objects
			.requireNonNull(this.fate.getAndUpdate((present) -> present.isOpen() ? present.lost(why) : present));
		if (!before.isOpen()) {
			return before.lost();
		}
		this.confidence.end();
		this.listeners.lost(why);
		return why;
	}

	/** Counts from a later confirmed request, unless it has ended. Event loop only. */
	void confirm(Stamp sentAt) {
		this.confidence.confirm(sentAt);
	}

	/** When it ends unless it is confirmed before, on the monotonic clock. */
	long unconfirmedAt() {
		return this.confidence.deadline();
	}

	/** It ends against the holder's will, unless it has ended already. */
	void lose(String why) {
		if (whyLost() == null) {
			lost(why);
		}
	}

	/**
	 * The holder gives it up; from now on it can no longer be lost.
	 * @return how it was lost before, or {@code null} if it was held until now
	 */
	@Nullable String end() {
		String why = whyLost();
		Fate last = Objects
			.requireNonNull(this.fate.updateAndGet((present) -> present.isOpen() ? present.ended() : present));
		this.listeners.over();
		return (why != null) ? why : last.lost();
	}

	/** Calls a listener when it is lost, at once if it has been; never after its end. */
	void whenLost(Consumer<String> listener) {
		this.listeners.add(listener);
		whyLost();
	}

	@Nullable Duration ttl() {
		Deadline end = fate().deadline();
		return (end != null) ? end.ttl() : null;
	}

	/** Whether its own dead-line was what ended it, or would have by now. */
	boolean isOverdue() {
		Deadline end = fate().deadline();
		return end != null && end.isOver(this.ticker.stamp());
	}

	/** Sets another dead-line, or none; no effect once it was lost. */
	void setDeadline(@Nullable Duration ttl) {
		Stamp now = this.ticker.stamp();
		Deadline end = (ttl != null) ? new Deadline(now, ttl) : null;
		this.fate.updateAndGet((present) -> (present.whyLost(now) != null) ? present : present.until(end));
	}

	/** Moves a dead-line on, never back; no effect without one. */
	void extend(Duration ttl) {
		Stamp now = this.ticker.stamp();
		Deadline later = new Deadline(now, ttl);
		this.fate.updateAndGet((present) -> present.endsBefore(now, ttl) ? present.until(later) : present);
	}

	/**
	 * How it ends.
	 *
	 * @param deadline when by itself
	 * @param lost how it ended already
	 * @param over whether its holder has given it up
	 */
	private record Fate(@Nullable Deadline deadline, @Nullable String lost, boolean over) {

		boolean isOpen() {
			return this.lost == null && !this.over;
		}

		Fate lost(String why) {
			return new Fate(this.deadline, why, false);
		}

		Fate ended() {
			return new Fate(this.deadline, null, true);
		}

		Fate until(@Nullable Deadline end) {
			return new Fate(end, this.lost, this.over);
		}

		@Nullable String whyLost(Stamp now) {
			if (isOpen() && this.deadline != null && this.deadline.isOver(now)) {
				return "its ttl of " + this.deadline.ttl() + " was over";
			}
			return this.lost;
		}

		boolean endsBefore(Stamp now, Duration later) {
			return isOpen() && this.deadline != null && !this.deadline.isOver(now)
					&& this.deadline.remaining(now).compareTo(later) < 0;
		}

	}

	/**
	 * A local dead-line.
	 *
	 * @param from when it was set
	 * @param ttl how long after that it is over
	 */
	private record Deadline(Stamp from, Duration ttl) {

		Duration remaining(Stamp now) {
			return this.ttl.minus(Elapsed.between(this.from, now));
		}

		boolean isOver(Stamp now) {
			return remaining(now).compareTo(Duration.ZERO) <= 0;
		}

	}

}
