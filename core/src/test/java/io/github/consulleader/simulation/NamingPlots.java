package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;

/**
 * Troubles of those who are named in a hand over: it comes back with a snapshot, or a
 * worker of the past carries it out, when somebody else has the role.
 */
final class NamingPlots {

	private static final long MILLI = Duration.ofMillis(1).toNanos();

	private static final long A_MOMENT = 10 * MILLI;

	private static final long HALF_A_SECOND = 500 * MILLI;

	private static final long SECOND = 1000 * MILLI;

	private final Dice dice;

	private final SimulatedOperator operator;

	private final PlotStage stage;

	NamingPlots(Dice dice, SimulatedOperator operator, PlotStage stage) {
		this.dice = dice;
		this.operator = operator;
		this.stage = stage;
	}

	void lay(Trouble plot, Instance worker) {
		List<Instance> others = this.stage.slumberers();
		if (others.isEmpty()) {
			return;
		}
		Instance named = this.dice.of(others);
		switch (plot) {
			case NAMED_WITH_A_GAP -> missWhatCameAfter(worker, named);
			case NAMED_BEFORE -> comeBackAnother(worker, named);
			case ANOTHER_COUNT -> endAnotherCount(worker);
			case NAMED_TOO_LATE -> nameTooLate(worker);
			default -> throw new IllegalArgumentException(plot.name());
		}
	}

	/**
	 * Who is named, and has perhaps only just come, takes and is cut off. Another is
	 * worker meanwhile; then a snapshot brings back the hand over, and the one who is
	 * named sees it.
	 */
	private void missWhatCameAfter(Instance worker, Instance named) {
		long back = backAfter();
		long come = this.dice.between(HALF_A_SECOND / 5, SECOND);
		if (!this.stage.takes(come + back + 2 * SECOND)) {
			return;
		}
		if (this.dice.chance(0.5)) {
			this.stage.renew(named);
		}
		this.stage.later(come, () -> {
			this.operator.saveAtNextRelease(() -> {
				named.client()
					.writeTraps()
					.trapNextTake(Duration.ZERO,
							() -> this.stage.cut(named, back + this.dice.between(0, HALF_A_SECOND)));
				this.stage.later(back, this.stage::restoreBehindWorkers);
			});
			giveUp(worker);
		});
	}

	/** A snapshot names somebody who has died since; who is there in its place is not. */
	private void comeBackAnother(Instance worker, Instance named) {
		long back = backAfter();
		if (!this.stage.takes(back + 2 * SECOND)) {
			return;
		}
		long come = back + this.dice.between(0, HALF_A_SECOND);
		this.operator.saveAtNextRelease(() -> {
			this.stage.later(back, this.stage::restoreBehindWorkers);
			this.stage.later(come, () -> {
				if (!named.believesAny()) {
					this.stage.replace(named);
				}
			});
		});
		giveUp(worker);
	}

	/**
	 * A hand over is lost on its way. The role's keys are deleted, its terms begin to
	 * count from one, and when a snapshot has brought back the record that the hand over
	 * is meant for, it arrives.
	 */
	private void endAnotherCount(Instance worker) {
		long deleted = this.dice.between(HALF_A_SECOND, 2 * SECOND);
		long back = deleted + 2 * backAfter();
		if (worker.open().values().stream().noneMatch((term) -> term.number() > 2)) {
			worker.yieldAll();
			return;
		}
		if (!this.stage.takes(back + SECOND)) {
			return;
		}
		this.operator.save();
		worker.client().writeTraps().onLateWrite(() -> {
		});
		worker.client().writeTraps().delayNextHandOver(Duration.ofNanos(back + this.dice.between(0, SECOND)));
		worker.yieldAll();
		this.stage.later(deleted, this.operator::deleteRoles);
		this.stage.later(back, this.stage::restoreBehindWorkers);
	}

	/**
	 * A worker is cut off while it hands over, and others follow it. A snapshot brings
	 * its term back, and somebody comes anew; only now the worker of long ago hands over.
	 */
	private void nameTooLate(Instance worker) {
		long back = backAfter();
		if (this.stage.slumberers().size() < 2 || !this.stage.takes(back + 3 * SECOND)) {
			return;
		}
		this.operator.save();
		worker.client()
			.writeTraps()
			.trapNextTake(Duration.ZERO,
					() -> this.stage.cut(worker, back + this.dice.between(HALF_A_SECOND / 5, HALF_A_SECOND)));
		worker.yieldAll();
		this.stage.later(back, () -> {
			List<Instance> others = this.stage.slumberers().stream().filter((one) -> one != worker).toList();
			this.stage.restoreBehindWorkers();
			others.forEach((one) -> this.stage.later(this.dice.between(5 * A_MOMENT, 2 * 5 * A_MOMENT),
					() -> this.stage.renew(one)));
		});
	}

	/** So that somebody else is worker soon, also where there is nobody else. */
	private void giveUp(Instance worker) {
		if (this.dice.chance(0.5)) {
			worker.yieldAll();
		}
		else {
			this.stage.renew(worker);
		}
	}

	/** Of that age a snapshot may be restored, and not much older. */
	private long backAfter() {
		long lockDelay = this.stage.longestLockDelay();
		return 2 * lockDelay + this.dice.between(A_MOMENT, HALF_A_SECOND + lockDelay / 2);
	}

}
