package io.github.consulleader.simulation;

import java.time.Duration;

/**
 * Takes a mutex from its holder at the very moment when it can notice least, or while
 * another one's take is under way.
 */
final class MutexAmbush {

	private static final Duration LONG = Duration.ofSeconds(8);

	private static final long LONG_ENOUGH = Duration.ofSeconds(6).toNanos();

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long A_MOMENT = Duration.ofMillis(1).toNanos();

	private final MutexFleet fleet;

	private final Dice dice;

	private final MutexOperator operator;

	private final Disturbance disturbance;

	private final long end;

	MutexAmbush(MutexFleet fleet, Dice dice, MutexOperator operator, Disturbance disturbance, long end) {
		this.fleet = fleet;
		this.dice = dice;
		this.operator = operator;
		this.disturbance = disturbance;
		this.end = end;
	}

	void lay(MutexSite site) {
		switch (this.dice.upTo(6)) {
			case 0 -> cutAround(site);
			case 1 -> afterConfirmation(site);
			case 2 -> behindAnOldLeader(site);
			case 3 -> stopInATake(site);
			case 4 -> afterATake(site);
			default -> whileAnotherTakes(site);
		}
	}

	/** Cut off and taken from at about the same time, in either order. */
	private void cutAround(MutexSite site) {
		if (this.dice.chance(0.5)) {
			site.client().wire().slow(SECOND / 2);
		}
		later(SECOND, () -> cut(site, () -> {
		}));
		later(SECOND, () -> takeFrom(site));
	}

	/**
	 * The servers confirm, and at once it is not true any more; the confirmation comes
	 * late.
	 */
	private void afterConfirmation(MutexSite site) {
		site.client()
			.roundTrips()
			.trapNextConfirmation(this.dice.between(Duration.ZERO, site.timings().requestTimeout()), () -> rob(site));
	}

	/** The same after a take, whose answer comes late. */
	private void afterATake(MutexSite site) {
		long most = site.timings().requestTimeout().toNanos();
		site.client()
			.writeTraps()
			.trapNextTake(Duration.ofNanos(this.dice.between(0, most)), () -> later(most, () -> rob(site)));
	}

	private void rob(MutexSite site) {
		cut(site, () -> {
			this.fleet.timeline().note("ambush", "=== robs", site);
			takeFrom(site);
		});
	}

	private void takeFrom(MutexSite site) {
		if (isInTime()) {
			this.operator.takeFrom(site);
		}
	}

	/** All that it can reach is a server that does not know of its successor. */
	private void behindAnOldLeader(MutexSite site) {
		if (this.fleet.model().deposed() == null) {
			site.agent().followStale(true);
			this.fleet.model().loseLeader(LONG);
			this.fleet.time().after(this.dice.between(0, SECOND / 2), () -> {
				this.fleet.model().electLeader(this.dice.chance(0.3));
				takeFrom(site);
			});
		}
	}

	/** Stops for longer than any confidence just when a take is under way. */
	private void stopInATake(MutexSite site) {
		site.client().writeTraps().trapNextTake(Duration.ZERO, () -> {
			boolean loopOnly = this.dice.chance(0.5);
			if (site.process().isAlive() && isInTime()) {
				this.disturbance.forAWhile(site, this.dice.between(0, LONG_ENOUGH), () -> {
					this.fleet.timeline().note("ambush", "=== stops in the middle of a take", site);
					stop(site, loopOnly, true);
				}, () -> stop(site, loopOnly, false));
			}
		});
	}

	private static void stop(MutexSite site, boolean loopOnly, boolean value) {
		if (loopOnly) {
			site.freezeLoop(value);
		}
		else {
			site.freeze(value);
		}
	}

	/**
	 * A take is under way for so long that another gets in before it. Just before it
	 * arrives that one is robbed, which is not applied yet when the take is looked at.
	 */
	private void whileAnotherTakes(MutexSite site) {
		long late = this.dice.between(SECOND / 10, site.timings().requestTimeout().toNanos() * 9 / 10);
		site.client()
			.writeTraps()
			.delayNextTake(Duration.ofNanos(late), () -> this.fleet.time().after(late - A_MOMENT, () -> {
				if (isInTime()) {
					this.fleet.model().stall(Duration.ofNanos(20 * A_MOMENT));
					this.fleet.sites().stream().filter((one) -> one != site && one.believesAny()).forEach(this::rob);
				}
			}));
	}

	private void later(long atMost, Runnable action) {
		this.fleet.time().after(this.dice.between(0, atMost), action);
	}

	private boolean isInTime() {
		return this.fleet.time().now() < this.end;
	}

	/**
	 * Not after the storm, where a trap may spring for a late message of a dead process.
	 */
	private void cut(MutexSite site, Runnable then) {
		if (site.process().isAlive() && isInTime()) {
			this.disturbance.forAWhile(site, this.dice.between(0, LONG_ENOUGH), () -> {
				site.client().wire().cut();
				then.run();
			}, site.client().wire()::heal);
		}
	}

}
