package io.github.consulleader.simulation;

import java.time.Duration;

import io.github.consulleader.consul.CheckRegistration;
import org.jspecify.annotations.Nullable;

/**
 * A TTL check at its agent, which alone watches its clock.
 */
final class TtlCheck {

	private static final Duration SHORTEST_REMOVAL = Duration.ofMinutes(1);

	private final CheckRegistration registration;

	private final VirtualTime time;

	private final Runnable becameCritical;

	private final Runnable wasCriticalForLong;

	private boolean passing;

	private long deadline;

	private VirtualTime.@Nullable Event timer;

	TtlCheck(CheckRegistration registration, boolean passing, VirtualTime time, Runnable becameCritical,
			Runnable wasCriticalForLong) {
		this.registration = registration;
		this.passing = passing;
		this.time = time;
		this.becameCritical = becameCritical;
		this.wasCriticalForLong = wasCriticalForLong;
	}

	String serviceId() {
		return this.registration.serviceId();
	}

	boolean isPassing() {
		return this.passing;
	}

	void pass() {
		this.passing = true;
		restart();
	}

	void restart() {
		pause();
		this.deadline = this.time.now() + this.registration.ttl().toNanos();
		this.timer = this.time.at(this.deadline, this::expire);
	}

	/**
	 * What the agent saved counts if it is not older than the TTL, and then for a whole
	 * one.
	 */
	void restore() {
		this.passing = this.passing && this.deadline > this.time.now();
		restart();
	}

	void pause() {
		VirtualTime.Event running = this.timer;
		if (running != null) {
			running.cancel();
		}
	}

	private void expire() {
		if (this.passing) {
			this.passing = false;
			this.becameCritical.run();
		}
		Duration removal = this.registration.deregisterAfter();
		Duration honoured = (removal.compareTo(SHORTEST_REMOVAL) < 0) ? SHORTEST_REMOVAL : removal;
		this.timer = this.time.after(honoured.toNanos(), this.wasCriticalForLong);
	}

}
