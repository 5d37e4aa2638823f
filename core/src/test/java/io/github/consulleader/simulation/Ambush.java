package io.github.consulleader.simulation;

import java.time.Duration;

/**
 * Takes the lock from a worker at the very moment when it can notice least: the cases
 * that the inequality of docs/safety.md is made for.
 */
final class Ambush {

	private static final Duration LONG = Duration.ofSeconds(8);

	private static final long LONG_ENOUGH = Duration.ofSeconds(6).toNanos();

	private static final long SHORT_WHILE = Duration.ofSeconds(1).toNanos();

	private static final long HALF_A_SECOND = Duration.ofMillis(500).toNanos();

	private final SimulatedFleet fleet;

	private final Dice dice;

	private final SimulatedOperator operator;

	private final Disturbance disturbance;

	private final long end;

	Ambush(SimulatedFleet fleet, Dice dice, SimulatedOperator operator, Disturbance disturbance, long end) {
		this.fleet = fleet;
		this.dice = dice;
		this.operator = operator;
		this.disturbance = disturbance;
		this.end = end;
	}

	void lay(Instance instance) {
		boolean tightest = this.fleet.scenario().troubles().contains(Trouble.CLOCK_LIES);
		switch (tightest ? 1 : this.dice.upTo(6)) {
			case 0 -> cutAround(instance);
			case 1 -> afterConfirmation(instance);
			case 2 -> behindAnOldLeader(instance);
			case 3 -> afterATake(instance);
			default -> behindARestore(instance);
		}
	}

	/** Stops for longer than any confidence just when a take is under way. */
	private void afterATake(Instance instance) {
		instance.client().writeTraps().trapNextTake(Duration.ZERO, () -> {
			boolean loopOnly = this.dice.chance(0.5);
			if (instance.process().isAlive()) {
				this.disturbance.forAWhile(instance, this.dice.between(0, LONG_ENOUGH), () -> {
					this.fleet.timeline().note("ambush", "=== stops in the middle of a take", instance);
					stop(instance, loopOnly, true);
				}, () -> stop(instance, loopOnly, false));
			}
		});
		instance.yieldAll();
	}

	private static void stop(Instance instance, boolean loopOnly, boolean value) {
		if (loopOnly) {
			instance.freezeLoop(value);
		}
		else {
			instance.freeze(value);
		}
	}

	/**
	 * A snapshot of a role that is held by another process, or by none after a hand over,
	 * is restored while the worker can see nothing.
	 */
	private void behindARestore(Instance instance) {
		if (this.dice.chance(0.5)) {
			this.operator.save();
		}
		else {
			this.operator.saveAtNextRelease();
		}
		instance.yieldAll();
		long lockDelay = this.fleet.scenario().longestLockDelay().toNanos();
		long when = 2 * lockDelay + this.dice.between(0, Math.max(SHORT_WHILE, 3 * lockDelay));
		if (this.fleet.time().now() + when < this.end) {
			this.fleet.time().after(when, this::restoreBehindBacks);
		}
	}

	private void restoreBehindBacks() {
		Instance stranger = this.dice.of(this.fleet.instances());
		if (this.dice.chance(0.5) && !stranger.believesAny() && stranger.process().isAlive()) {
			this.disturbance.forAWhile(stranger, this.dice.between(0, HALF_A_SECOND), stranger::crash, stranger::boot);
		}
		this.fleet.instances().stream().filter(Instance::believesAny).forEach((worker) -> cut(worker, () -> {
		}));
		this.fleet.time().after(this.dice.between(0, HALF_A_SECOND / 5), this.operator::restore);
	}

	/**
	 * Cut off and taken from at about the same time, in either order, perhaps on a slow
	 * wire.
	 */
	private void cutAround(Instance instance) {
		if (this.dice.chance(0.5)) {
			instance.client().wire().slow(HALF_A_SECOND);
		}
		this.fleet.time().after(this.dice.between(0, SHORT_WHILE), () -> cut(instance, () -> {
		}));
		this.fleet.time().after(this.dice.between(0, SHORT_WHILE), () -> this.operator.takeFrom(instance));
	}

	/**
	 * The servers confirm, and at once it is not true any more; the confirmation comes
	 * late.
	 */
	private void afterConfirmation(Instance instance) {
		instance.client()
			.roundTrips()
			.trapNextConfirmation(this.dice.between(Duration.ZERO, instance.timings().requestTimeout()),
					() -> cut(instance, () -> {
						this.fleet.timeline().note("ambush", "=== right after a confirmation of", instance);
						this.operator.takeFrom(instance);
					}));
	}

	/** All that it can reach is a server that does not know of its successor. */
	private void behindAnOldLeader(Instance instance) {
		if (this.fleet.model().deposed() == null) {
			instance.agent().followStale(true);
			this.fleet.model().loseLeader(LONG);
			this.fleet.time().after(this.dice.between(0, HALF_A_SECOND), () -> {
				this.fleet.model().electLeader(false);
				this.operator.takeFrom(instance);
			});
		}
	}

	/**
	 * Not after the storm, where a trap may spring for a late message of a dead process.
	 */
	private void cut(Instance instance, Runnable then) {
		if (instance.process().isAlive() && this.fleet.time().now() < this.end) {
			this.disturbance.forAWhile(instance, this.dice.between(0, LONG_ENOUGH), () -> {
				instance.client().wire().cut();
				then.run();
			}, instance.client().wire()::heal);
		}
	}

}
