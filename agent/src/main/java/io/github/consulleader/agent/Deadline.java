package io.github.consulleader.agent;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * An end of waiting, on the monotonic clock. The one place of this module that reads a
 * clock.
 */
final class Deadline {

	private static final Duration POLL = Duration.ofMillis(30);

	private final Duration length;

	private final long end;

	private Deadline(Duration length) {
		this.length = length;
		this.end = System.nanoTime() + length.toNanos();
	}

	static Deadline in(Duration length) {
		return new Deadline(length);
	}

	Duration length() {
		return this.length;
	}

	Duration left() {
		return Duration.ofNanos(Math.max(0, this.end - System.nanoTime()));
	}

	boolean isOver() {
		return left().isZero();
	}

	/**
	 * Waits until it is time to look again.
	 * @throws ConsulAgentException if the thread is interrupted; it stays so
	 */
	void pause() {
		LockSupport.parkNanos(Math.min(POLL.toNanos(), Math.max(1, left().toNanos())));
		if (Thread.currentThread().isInterrupted()) {
			throw new ConsulAgentException("Interrupted while waiting for Consul");
		}
	}

}
