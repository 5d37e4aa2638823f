package io.github.consulleader.time;

import java.time.Duration;

/** Clocks that are set by hand. */
public final class HandTicker implements Ticker {

	private static final long WALL = 1_800_000_000_000L;

	private long monotonicNanos;

	private long wallNanos;

	public HandTicker(long monotonicNanos) {
		this.monotonicNanos = monotonicNanos;
	}

	@Override
	public long monotonicNanos() {
		return this.monotonicNanos;
	}

	@Override
	public long wallMillis() {
		return WALL + Math.floorDiv(this.wallNanos, 1_000_000L);
	}

	/** Both clocks go on. */
	public void advance(Duration by) {
		advanceMonotonic(by);
		advanceWall(by);
	}

	/** The monotonic clock goes on; the other was set back meanwhile, or runs slower. */
	public void advanceMonotonic(Duration by) {
		this.monotonicNanos += by.toNanos();
	}

	/** The wall clock goes on; the other stood still meanwhile. */
	public void advanceWall(Duration by) {
		this.wallNanos += by.toNanos();
	}

}
