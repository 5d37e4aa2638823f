package io.github.consulleader.simulation;

import java.time.Duration;

/**
 * Takes the lock from a worker at the very moment when it can notice least: the cases
 * that the inequality of DESIGN, section 3, is made for.
 */
final class Ambush {

	private static final Duration LONG = Duration.ofSeconds(8);

	private static final long LONG_ENOUGH = Duration.ofSeconds(6).toNanos();

	private static final long SHORT_WHILE = Duration.ofSeconds(1).toNanos();

	private static final long HALF_A_SECOND = Duration.ofMillis(500).toNanos();

	private final Fleet fleet;

	private final Dice dice;

	private final Operator operator;

	private final Disturbance disturbance;

	Ambush(Fleet fleet, Dice dice, Operator operator, Disturbance disturbance) {
		this.fleet = fleet;
		this.dice = dice;
		this.operator = operator;
		this.disturbance = disturbance;
	}

	void lay(Instance instance) {
		switch (this.dice.upTo(3)) {
			case 0 -> cutAround(instance);
			case 1 -> afterConfirmation(instance);
			default -> behindAnOldLeader(instance);
		}
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

	private void cut(Instance instance, Runnable then) {
		if (instance.process().isAlive()) {
			this.disturbance.forAWhile(instance, this.dice.between(0, LONG_ENOUGH), () -> {
				instance.client().wire().cut();
				then.run();
			}, instance.client().wire()::heal);
		}
	}

	/** Breaks something and mends it later. */
	interface Disturbance {

		void forAWhile(Instance instance, long nanos, Runnable begin, Runnable end);

	}

}
