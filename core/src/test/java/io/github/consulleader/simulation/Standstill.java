package io.github.consulleader.simulation;

import java.time.Duration;

/** In what way a process stands still, and when that changed last. */
final class Standstill {

	private final VirtualTime time;

	private boolean whole;

	private boolean loop;

	private long changedAt = Long.MIN_VALUE / 2;

	Standstill(VirtualTime time) {
		this.time = time;
	}

	/** All of it does, or goes on. */
	void whole(boolean value) {
		this.whole = value;
		this.changedAt = this.time.now();
	}

	/** Its event loop does, or goes on. */
	void loop(boolean value) {
		this.loop = value;
		this.changedAt = this.time.now();
	}

	/** A new process moves. */
	void end() {
		this.whole = false;
		this.loop = false;
	}

	boolean isWhole() {
		return this.whole;
	}

	boolean isOverFor(Duration least) {
		return !this.whole && !this.loop && this.time.now() > this.changedAt + least.toNanos();
	}

}
