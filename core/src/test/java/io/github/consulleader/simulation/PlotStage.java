package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;

/** What plots have in common: one at a time, and none beyond the storm. */
final class PlotStage {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long A_WHILE = Duration.ofMillis(50).toNanos();

	private final SimulatedFleet fleet;

	private final Dice dice;

	private final SimulatedOperator operator;

	private final Disturbance disturbance;

	private final long end;

	private long busyUntil;

	PlotStage(SimulatedFleet fleet, Dice dice, SimulatedOperator operator, Disturbance disturbance, long end) {
		this.fleet = fleet;
		this.dice = dice;
		this.operator = operator;
		this.disturbance = disturbance;
		this.end = end;
	}

	boolean isBusy() {
		return this.fleet.time().now() < this.busyUntil;
	}

	List<Instance> workers() {
		return this.fleet.instances().stream().filter(Instance::believesAny).toList();
	}

	List<Instance> slumberers() {
		return this.fleet.instances().stream().filter((one) -> one.process().isAlive() && !one.believesAny()).toList();
	}

	long longestLockDelay() {
		return this.fleet.scenario().longestLockDelay().toNanos();
	}

	boolean isInTime(long nanos) {
		return this.fleet.time().now() + nanos < this.end;
	}

	/** Whether there is so much time; if so, nothing else is begun meanwhile. */
	boolean takes(long nanos) {
		if (isInTime(nanos)) {
			this.busyUntil = this.fleet.time().now() + nanos;
			return true;
		}
		return false;
	}

	/** Not after the storm. */
	void later(long nanos, Runnable action) {
		if (isInTime(nanos)) {
			this.fleet.time().after(nanos, action);
		}
	}

	void cut(Instance instance, long nanos) {
		if (instance.process().isAlive() && isInTime(0)) {
			this.disturbance.forAWhile(instance, nanos, () -> {
				this.fleet.timeline().note("plot", "=== cuts off", instance);
				instance.client().wire().cut();
			}, instance.client().wire()::heal);
		}
	}

	void restoreBehindWorkers() {
		workers().forEach((worker) -> cut(worker, this.dice.between(SECOND, 4 * SECOND)));
		later(this.dice.between(0, A_WHILE), this.operator::restore);
	}

	/** Stops and starts at once: another session, and nothing known of before. */
	void renew(Instance instance) {
		if (instance.process().isAlive() && isInTime(0)) {
			this.disturbance.renew(instance);
		}
	}

	/** Another process in its place, at once. */
	void replace(Instance instance) {
		if (instance.process().isAlive() && isInTime(0)) {
			this.disturbance.forAWhile(instance, 1, instance::crash, instance::boot);
		}
	}

}
