package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.github.consulleader.time.Stamp;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One stretch during which this process holds a mutex, from take to release, expiry or
 * loss. For any thread.
 */
final class Hold {

	private final String path;

	private final String session;

	private final long token;

	private final Ticker ticker;

	private final AtomicReference<Fate> fate = new AtomicReference<>(new Fate(null, null));

	Hold(String path, String session, long token, Ticker ticker) {
		this.path = path;
		this.session = session;
		this.token = token;
		this.ticker = ticker;
	}

	/** The stored key. */
	String path() {
		return this.path;
	}

	String session() {
		return this.session;
	}

	long token() {
		return this.token;
	}

	private Fate fate() {
		return Objects.requireNonNull(this.fate.get());
	}

	/** How it ended against the holder's will, or {@code null} if it did not. */
	@Nullable String whyLost() {
		return fate().whyLost(this.ticker.stamp());
	}

	void lose(String why) {
		this.fate.updateAndGet((present) -> (present.lost() != null) ? present : new Fate(null, why));
	}

	@Nullable Duration ttl() {
		Deadline end = fate().deadline();
		return (end != null) ? end.ttl() : null;
	}

	/** Sets another dead-line, or none; no effect once it was lost. */
	void limit(@Nullable Duration ttl) {
		Stamp now = this.ticker.stamp();
		Deadline end = (ttl != null) ? new Deadline(now, ttl) : null;
		this.fate.updateAndGet((present) -> (present.whyLost(now) != null) ? present : new Fate(end, null));
	}

	/** Moves a dead-line on, never back; no effect without one. */
	void extend(Duration ttl) {
		Stamp now = this.ticker.stamp();
		Fate extended = new Fate(new Deadline(now, ttl), null);
		this.fate.updateAndGet((present) -> present.endsBefore(now, ttl) ? extended : present);
	}

	/**
	 * How it ends.
	 *
	 * @param deadline when by itself
	 * @param lost how it ended already
	 */
	private record Fate(@Nullable Deadline deadline, @Nullable String lost) {

		@Nullable String whyLost(Stamp now) {
			if (this.lost == null && this.deadline != null && isOver(this.deadline, now)) {
				return "its ttl of " + this.deadline.ttl() + " was over";
			}
			return this.lost;
		}

		boolean endsBefore(Stamp now, Duration later) {
			return this.lost == null && this.deadline != null && !isOver(this.deadline, now)
					&& this.deadline.remaining(now).compareTo(later) < 0;
		}

		private static boolean isOver(Deadline deadline, Stamp now) {
			return deadline.remaining(now).compareTo(Duration.ZERO) <= 0;
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

	}

}
