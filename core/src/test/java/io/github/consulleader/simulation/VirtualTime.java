package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The one time line of a simulation. Everything that happens is an event on it; what
 * falls on the same nanosecond happens in an order thrown by the dice.
 */
public final class VirtualTime {

	/** So many events at one instant are no coincidence. */
	private static final int SPINNING = 10_000;

	/** So many cancelled events may stay, since removing them one by one is slow. */
	private static final int MANY = 32;

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private final Dice dice;

	private long now;

	private long sequence;

	private long steps;

	private int sameInstant;

	private int cancelled;

	/**
	 * Starts at zero with nothing to happen.
	 * @param dice decide between simultaneous events
	 */
	public VirtualTime(Dice dice) {
		this.dice = dice;
	}

	/**
	 * Returns the true time, which no simulated process can see.
	 * @return nanoseconds since the start
	 */
	public long now() {
		return this.now;
	}

	/**
	 * Returns how many events have happened.
	 * @return a count
	 */
	public long steps() {
		return this.steps;
	}

	/**
	 * Lets something happen later.
	 * @param delayNanos when; less than zero counts as zero
	 * @param action what
	 * @return the event, which may be cancelled
	 */
	Event after(long delayNanos, Runnable action) {
		return at(this.now + Math.max(0, delayNanos), action);
	}

	Event at(long moment, Runnable action) {
		if (this.cancelled > MANY && this.cancelled > this.events.size() / 2) {
			this.events.removeIf((each) -> each.action == null);
			this.cancelled = 0;
		}
		Event event = new Event(Math.max(this.now, moment), this.dice.tie(), this.sequence++, action);
		this.events.add(event);
		return event;
	}

	/**
	 * Lets the next event happen.
	 * @return whether there was one
	 */
	public boolean step() {
		Event event = next();
		if (event == null) {
			return false;
		}
		this.events.remove();
		this.sameInstant = (this.now == event.moment) ? this.sameInstant + 1 : 0;
		if (this.sameInstant > SPINNING) {
			throw new AssertionError("something spins: time does not go on");
		}
		this.now = event.moment;
		this.steps++;
		event.happen();
		return true;
	}

	/**
	 * Lets everything happen until some time has passed.
	 * @param duration how much time
	 */
	public void advance(Duration duration) {
		advance(duration, () -> false);
	}

	/**
	 * Lets everything happen until a condition holds or some time has passed.
	 * @param atMost how much time
	 * @param until looked at after each event
	 * @return whether the condition holds
	 */
	public boolean advance(Duration atMost, BooleanSupplier until) {
		long end = this.now + atMost.toNanos();
		while (!until.getAsBoolean()) {
			Event event = next();
			if (event == null || event.moment > end) {
				this.now = end;
				return until.getAsBoolean();
			}
			step();
		}
		return true;
	}

	private @Nullable Event next() {
		Event event = this.events.peek();
		while (event != null && event.action == null) {
			this.events.remove();
			this.cancelled--;
			event = this.events.peek();
		}
		return event;
	}

	/** Something that is to happen. */
	final class Event implements Comparable<Event> {

		private final long moment;

		private final int tie;

		private final long sequence;

		private @Nullable Runnable action;

		private Event(long moment, int tie, long sequence, Runnable action) {
			this.moment = moment;
			this.tie = tie;
			this.sequence = sequence;
			this.action = action;
		}

		long moment() {
			return this.moment;
		}

		void cancel() {
			if (this.action != null) {
				this.action = null;
				VirtualTime.this.cancelled++;
			}
		}

		private void happen() {
			Runnable what = this.action;
			this.action = null;
			if (what != null) {
				what.run();
			}
		}

		@Override
		public int compareTo(Event other) {
			int order = Long.compare(this.moment, other.moment);
			if (order == 0) {
				order = Integer.compare(this.tie, other.tie);
			}
			return (order != 0) ? order : Long.compare(this.sequence, other.sequence);
		}

	}

}
