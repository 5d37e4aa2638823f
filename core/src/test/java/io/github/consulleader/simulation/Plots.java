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

	private final Fleet fleet;

	private final Dice dice;

	private final Operator operator;

	private final Disturbance disturbance;

	private final long end;

	private long busyUntil;

	Plots(Fleet fleet, Dice dice, Operator operator, Disturbance disturbance, long end) {
		this.fleet = fleet;
		this.dice = dice;
		this.operator = operator;
		this.disturbance = disturbance;
		this.end = end;
	}

	/** One at a time, and only where somebody is worker. */
	void lay(Trouble plot, Instance somebody) {
		List<Instance> workers = workers();
		if (this.fleet.time().now() < this.busyUntil || workers.isEmpty()) {
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
			default -> throw new IllegalArgumentException(plot.name());
		}
	}

	/**
	 * A hand over gets lost on its way; its process hands over once more, stands back,
	 * gets the role again as the others yield, and loses sight of everything when the
	 * lost one arrives.
	 */
	private void handOverLate(Instance instance) {
		long late = this.dice.between(COOL_DOWN + SECOND, 2 * COOL_DOWN + 5 * SECOND);
		if (!takes(late + SECOND)) {
			return;
		}
		instance.client().writeTraps().delayNextHandOver(Duration.ofNanos(late));
		instance.client().writeTraps().onLateWrite(() -> cut(instance, this.dice.between(SECOND, 4 * SECOND)));
		instance.yieldAll();
		for (long when = COOL_DOWN + HALF_A_SECOND; when < late; when += SECOND) {
			later(when, () -> workers().stream().filter((one) -> one != instance).forEach(Instance::yieldAll));
		}
	}

	/**
	 * A candidate's session dies while it takes. It learns so by a heartbeat, and begins
	 * another session; then its take is answered, which says that the session is gone.
	 */
	private void refuseLate(Instance worker) {
		if (!takes(3 * SECOND)) {
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
		if (session != null && isInTime(late)) {
			this.operator.destroy(session);
			instance.agent().loseChecks();
			later(late + this.dice.between(A_MOMENT, 3 * SECOND), () -> this.disturbance.restart(instance));
		}
	}

	/**
	 * A role was handed over and saved so. Then its keys are deleted, its terms begin to
	 * count from one, and behind the back of a worker the old end comes back, with a
	 * number that is higher than any now.
	 */
	private void countAnew(Instance instance) {
		long lockDelay = longestLockDelay();
		long deleted = this.dice.between(HALF_A_SECOND, 2 * SECOND);
		long back = deleted + 2 * lockDelay + this.dice.between(HALF_A_SECOND, SECOND + lockDelay);
		if (!takes(back + SECOND)) {
			return;
		}
		this.operator.saveAtNextRelease();
		instance.yieldAll();
		later(deleted, this.operator::deleteRoles);
		later(back, this::restoreBehindWorkers);
		later(back + this.dice.between(A_MOMENT, HALF_A_SECOND), this.operator::leaveNote);
	}

	/**
	 * The worker with the longest lock-delay loses lock and record, and sees nothing of
	 * it.
	 */
	private void deleteLongDelay() {
		workers().stream()
			.max(Comparator.comparing((Instance one) -> one.timings().lockDelay()))
			.ifPresent((worker) -> worker.client()
				.roundTrips()
				.trapNextConfirmation(this.dice.between(Duration.ZERO, worker.timings().requestTimeout()), () -> {
					cut(worker, this.dice.between(SECOND, worker.timings().confidence().toNanos() + SECOND));
					this.operator.deleteRoles();
				}));
	}

	/**
	 * All keys of the roles are deleted, and deleted again as soon as somebody has begun
	 * a term: for the others, whose wires are slow just then, they were never there.
	 */
	private void deleteTwice() {
		if (!takes(longestLockDelay() + 2 * SECOND)) {
			return;
		}
		this.operator.deleteRoles();
		for (Instance first : this.fleet.instances()) {
			first.client().writeTraps().trapNextTake(Duration.ZERO, () -> {
				this.fleet.instances().forEach((one) -> one.client().writeTraps().trapNextTake(Duration.ZERO, () -> {
				}));
				this.fleet.instances().stream().filter((one) -> one != first).forEach(this::slowDown);
				later(this.dice.between(2 * MILLI, 2 * A_MOMENT), () -> {
					this.operator.deleteRoles();
					cut(first, this.dice.between(SECOND, 3 * SECOND));
				});
			});
		}
	}

	private void slowDown(Instance instance) {
		SimulatedConsul client = instance.client();
		client.wire().slow(HALF_A_SECOND);
		later(SECOND, () -> client.wire().slow(0));
	}

	/**
	 * The locks are gone, and candidates count. One of them sees and hears nothing, while
	 * another takes; a snapshot then brings back what it remembers.
	 */
	private void missWhileCounting(Instance instance) {
		long lockDelay = longestLockDelay();
		long gone = this.dice.between(A_MOMENT, lockDelay);
		long back = 3 * lockDelay + this.dice.between(HALF_A_SECOND / 5, SECOND);
		if (takes(back + SECOND)) {
			this.operator.deleteLocks();
			later(A_MOMENT / 2, this.operator::save);
			later(gone, () -> away(instance, back - gone + this.dice.between(0, HALF_A_SECOND)));
			later(back, this::restoreBehindWorkers);
		}
	}

	/** The same with one that has yielded, and takes again when it has stood back. */
	private void missWhileStandingBack(Instance instance) {
		long back = COOL_DOWN + this.dice.between(0, HALF_A_SECOND);
		if (takes(back + SECOND)) {
			this.fleet.instances().stream().filter((one) -> one != instance).forEach(this::slowDown);
			this.operator.saveAtNextRelease();
			instance.client()
				.writeTraps()
				.trapNextTake(Duration.ZERO, () -> later(this.dice.between(4 * MILLI, 4 * A_MOMENT), () -> {
					cut(instance, back + this.dice.between(0, HALF_A_SECOND));
					later(back, this::restoreBehindWorkers);
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
			default -> cut(instance, nanos);
		}
	}

	private void restoreBehindWorkers() {
		workers().forEach((worker) -> cut(worker, this.dice.between(SECOND, 4 * SECOND)));
		later(this.dice.between(0, HALF_A_SECOND / 5), this.operator::restore);
	}

	private void cut(Instance instance, long nanos) {
		if (instance.process().isAlive() && isInTime(0)) {
			this.disturbance.forAWhile(instance, nanos, () -> {
				this.fleet.timeline().note("plot", "=== cuts off", instance);
				instance.client().wire().cut();
			}, instance.client().wire()::heal);
		}
	}

	private List<Instance> workers() {
		return this.fleet.instances().stream().filter(Instance::believesAny).toList();
	}

	private long longestLockDelay() {
		return this.fleet.scenario().longestLockDelay().toNanos();
	}

	private boolean isInTime(long nanos) {
		return this.fleet.time().now() + nanos < this.end;
	}

	/** Whether there is so much time; if so, nothing else is begun meanwhile. */
	private boolean takes(long nanos) {
		if (isInTime(nanos)) {
			this.busyUntil = this.fleet.time().now() + nanos;
			return true;
		}
		return false;
	}

	/** Not after the storm. */
	private void later(long nanos, Runnable action) {
		if (isInTime(nanos)) {
			this.fleet.time().after(nanos, action);
		}
	}

}
