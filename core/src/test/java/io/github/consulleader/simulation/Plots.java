package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Troubles that need several things to go wrong one after the other: each leads to a
 * situation that one rule of the argument is made for, and that chance alone hardly ever
 * reaches.
 */
final class Plots {

	private static final long MILLI = Duration.ofMillis(1).toNanos();

	private static final long A_MOMENT = 10 * MILLI;

	private static final long HALF_A_SECOND = 500 * MILLI;

	private static final long SECOND = 1000 * MILLI;

	/** Who has yielded stands back for so long. */
	private static final long COOL_DOWN = 5 * SECOND;

	private final SimulatedFleet fleet;

	private final Dice dice;

	private final SimulatedOperator operator;

	private final Disturbance disturbance;

	private final PlotStage stage;

	private final NamingPlots naming;

	Plots(SimulatedFleet fleet, Dice dice, SimulatedOperator operator, Disturbance disturbance, long end) {
		this.fleet = fleet;
		this.dice = dice;
		this.operator = operator;
		this.disturbance = disturbance;
		this.stage = new PlotStage(fleet, dice, operator, disturbance, end);
		this.naming = new NamingPlots(dice, operator, this.stage);
	}

	/** One at a time, and only where somebody is worker. */
	void lay(Trouble plot, Instance somebody) {
		List<Instance> workers = this.stage.workers();
		if (this.stage.isBusy() || workers.isEmpty()) {
			return;
		}
		Instance worker = somebody.believesAny() ? somebody : this.dice.of(workers);
		switch (plot) {
			case LATE_HAND_OVER -> handOverLate(worker);
			case LATE_REFUSAL -> refuseLate(worker);
			case NUMBERS_ANEW -> countAnew(worker);
			case LONG_DELAY_DELETED -> deleteLongDelay();
			case ABSENT_TWICE -> deleteTwice();
			case MISSED_TERM -> {
				if (somebody.believesAny()) {
					missWhileStandingBack(somebody);
				}
				else {
					missWhileCounting(somebody);
				}
			}
			default -> this.naming.lay(plot, worker);
		}
	}

	/**
	 * A hand over gets lost on its way; its process hands over once more, stands back,
	 * gets the role again as the others yield, and loses sight of everything when the
	 * lost one arrives.
	 */
	private void handOverLate(Instance instance) {
		long late = this.dice.between(COOL_DOWN + SECOND, 2 * COOL_DOWN + 5 * SECOND);
		if (!this.stage.takes(late + SECOND)) {
			return;
		}
		instance.client().writeTraps().delayNextHandOver(Duration.ofNanos(late));
		instance.client()
			.writeTraps()
			.onLateWrite(() -> this.stage.cut(instance, this.dice.between(SECOND, 4 * SECOND)));
		instance.yieldAll();
		for (long when = COOL_DOWN + HALF_A_SECOND; when < late; when += SECOND) {
			this.stage.later(when,
					() -> this.stage.workers().stream().filter((one) -> one != instance).forEach(Instance::yieldAll));
		}
	}

	/**
	 * A candidate's session dies while it takes. It learns so by a heartbeat, and begins
	 * another session; then its take is answered, which says that the session is gone.
	 */
	private void refuseLate(Instance worker) {
		if (!this.stage.takes(3 * SECOND)) {
			return;
		}
		for (Instance other : this.fleet.instances()) {
			if (other != worker) {
				long late = other.timings().requestTimeout().toNanos() - this.dice.between(A_MOMENT, HALF_A_SECOND / 5);
				other.client().writeTraps().trapNextTake(Duration.ofNanos(late), () -> loseSession(other, late));
			}
		}
		worker.yieldAll();
	}

	private void loseSession(Instance instance, long late) {
		String session = instance.process().isAlive() ? instance.engine().status().session() : null;
		if (session != null && this.stage.isInTime(late)) {
			this.operator.destroy(session);
			instance.agent().loseChecks();
			this.stage.later(late + this.dice.between(A_MOMENT, 3 * SECOND), () -> this.disturbance.restart(instance));
		}
	}

	/**
	 * A role was handed over and saved so. Then its keys are deleted, its terms begin to
	 * count from one, and behind the back of a worker the old end comes back, with a
	 * number that is higher than any now.
	 */
	private void countAnew(Instance instance) {
		long lockDelay = this.stage.longestLockDelay();
		long deleted = this.dice.between(HALF_A_SECOND, 2 * SECOND);
		long back = deleted + 2 * lockDelay + this.dice.between(HALF_A_SECOND, SECOND + lockDelay);
		if (!this.stage.takes(back + SECOND)) {
			return;
		}
		this.operator.saveAtNextRelease();
		instance.yieldAll();
		this.stage.later(deleted, this.operator::deleteRoles);
		this.stage.later(back, this.stage::restoreBehindWorkers);
		this.stage.later(back + this.dice.between(A_MOMENT, HALF_A_SECOND), this.operator::leaveNote);
	}

	/**
	 * The worker with the longest lock-delay loses lock and record, and sees nothing of
	 * it.
	 */
	private void deleteLongDelay() {
		this.stage.workers()
			.stream()
			.max(Comparator.comparing((Instance one) -> one.timings().lockDelay()))
			.ifPresent((worker) -> worker.client()
				.roundTrips()
				.trapNextConfirmation(this.dice.between(Duration.ZERO, worker.timings().requestTimeout()), () -> {
					this.stage.cut(worker, this.dice.between(SECOND, worker.timings().confidence().toNanos() + SECOND));
					this.operator.deleteRoles();
				}));
	}

	/**
	 * All keys of the roles are deleted, and deleted again as soon as somebody has begun
	 * a term: for the others, whose wires are slow just then, they were never there.
	 */
	private void deleteTwice() {
		if (!this.stage.takes(this.stage.longestLockDelay() + 2 * SECOND)) {
			return;
		}
		this.operator.deleteRoles();
		for (Instance first : this.fleet.instances()) {
			first.client().writeTraps().trapNextTake(Duration.ZERO, () -> {
				this.fleet.instances().forEach((one) -> one.client().writeTraps().trapNextTake(Duration.ZERO, () -> {
				}));
				this.fleet.instances().stream().filter((one) -> one != first).forEach(this::slowDown);
				this.stage.later(this.dice.between(2 * MILLI, 2 * A_MOMENT), () -> {
					this.operator.deleteRoles();
					this.stage.cut(first, this.dice.between(SECOND, 3 * SECOND));
				});
			});
		}
	}

	private void slowDown(Instance instance) {
		SimulatedConsul client = instance.client();
		client.wire().slow(HALF_A_SECOND);
		this.stage.later(SECOND, () -> client.wire().slow(0));
	}

	/**
	 * The locks are gone, and candidates count. One of them sees and hears nothing, while
	 * another takes; a snapshot then brings back what it remembers.
	 */
	private void missWhileCounting(Instance instance) {
		long lockDelay = this.stage.longestLockDelay();
		long gone = this.dice.between(A_MOMENT, lockDelay);
		long back = 3 * lockDelay + this.dice.between(HALF_A_SECOND / 5, SECOND);
		if (this.stage.takes(back + SECOND)) {
			this.operator.deleteLocks();
			this.stage.later(A_MOMENT / 2, this.operator::save);
			this.stage.later(gone, () -> away(instance, back - gone + this.dice.between(0, HALF_A_SECOND)));
			this.stage.later(back, this.stage::restoreBehindWorkers);
		}
	}

	/** The same with one that has yielded, and takes again when it has stood back. */
	private void missWhileStandingBack(Instance instance) {
		long back = COOL_DOWN + this.dice.between(0, HALF_A_SECOND);
		if (this.stage.takes(back + SECOND)) {
			this.fleet.instances().stream().filter((one) -> one != instance).forEach(this::slowDown);
			this.operator.saveAtNextRelease();
			instance.client()
				.writeTraps()
				.trapNextTake(Duration.ZERO, () -> this.stage.later(this.dice.between(4 * MILLI, 4 * A_MOMENT), () -> {
					this.stage.cut(instance, back + this.dice.between(0, HALF_A_SECOND));
					this.stage.later(back, this.stage::restoreBehindWorkers);
				}));
			instance.yieldAll();
		}
	}

	private void away(Instance instance, long nanos) {
		switch (this.dice.upTo(4)) {
			case 0 ->
				this.disturbance.forAWhile(instance, nanos, () -> instance.freeze(true), () -> instance.freeze(false));
			case 1 -> this.disturbance.forAWhile(instance, nanos, () -> instance.freezeLoop(true),
					() -> instance.freezeLoop(false));
			case 2 -> this.disturbance.forAWhile(instance, nanos, () -> instance.suspend(true),
					() -> instance.suspend(false));
			default -> this.stage.cut(instance, nanos);
		}
	}

}
