package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.time.Ticker;

/**
 * The two clocks of one simulated machine. Each has a rate and an origin of its own; the
 * monotonic one can stand still, the wall clock can leap.
 */
final class VirtualClock implements Ticker {

	private static final int TRUE_RATE = 1000;

	private static final long NANOS_PER_MILLI = 1_000_000;

	private final VirtualTime time;

	private final long origin;

	private final List<Runnable> listeners = new ArrayList<>();

	private long anchor;

	private long age;

	private long wallNanos;

	private int monotonicRate = TRUE_RATE;

	private int wallRate = TRUE_RATE;

	private boolean suspended;

	/**
	 * Starts both clocks at the true rate.
	 * @param time the true time
	 * @param origin what the monotonic clock shows at first, possibly near its overflow
	 * @param wallMillis what the wall clock shows at first
	 */
	VirtualClock(VirtualTime time, long origin, long wallMillis) {
		this.time = time;
		this.origin = origin;
		this.anchor = time.now();
		this.wallNanos = wallMillis * NANOS_PER_MILLI;
	}

	@Override
	public long monotonicNanos() {
		return this.origin + age();
	}

	@Override
	public long wallMillis() {
		return Math.floorDiv(this.wallNanos + elapsed(this.wallRate), NANOS_PER_MILLI);
	}

	/** What the monotonic clock has counted since it was made. */
	long age() {
		return this.suspended ? this.age : this.age + elapsed(this.monotonicRate);
	}

	/** The true time at which {@link #age()} will be what is asked for. */
	long trueTimeAtAge(long wanted) {
		long ahead = wanted - this.age;
		return (ahead <= 0) ? this.anchor
				: this.anchor + (ahead * TRUE_RATE + this.monotonicRate - 1) / this.monotonicRate;
	}

	boolean isSuspended() {
		return this.suspended;
	}

	/** Rates in thousandths of the true one. */
	void rates(int monotonic, int wall) {
		settle();
		this.monotonicRate = monotonic;
		this.wallRate = wall;
		changed();
	}

	void leapWall(Duration by) {
		this.wallNanos += by.toNanos();
	}

	void suspend(boolean value) {
		settle();
		this.suspended = value;
		changed();
	}

	void onChange(Runnable listener) {
		this.listeners.add(listener);
	}

	private void settle() {
		this.age = age();
		this.wallNanos += elapsed(this.wallRate);
		this.anchor = this.time.now();
	}

	private void changed() {
		this.listeners.forEach(Runnable::run);
	}

	private long elapsed(int rate) {
		return (this.time.now() - this.anchor) * rate / TRUE_RATE;
	}

}
