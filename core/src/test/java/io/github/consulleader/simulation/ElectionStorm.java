package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;

/** Troubles of an election, its operators and plots among them. */
final class ElectionStorm extends Storm<Instance> {

	private static final long ROLLING = Duration.ofSeconds(1).toNanos();

	private final SimulatedFleet fleet;

	private final SimulatedOperator operator;

	private final Ambush ambush;

	private final Plots plots;

	ElectionStorm(SimulatedFleet fleet) {
		super(fleet, fleet.instances());
		this.fleet = fleet;
		this.operator = new SimulatedOperator(fleet, dice().split());
		this.ambush = new Ambush(fleet, dice().split(), this.operator, this, end());
		this.plots = new Plots(fleet, dice().split(), this.operator, this, end());
	}

	@Override
	void makeOther(Trouble trouble, Instance instance) {
		switch (trouble) {
			case WITHDRAW -> withdraw(instance);
			case YIELD -> {
				if (!this.fleet.scenario().isCalm() && dice().chance(0.3)) {
					delayNextWrite(instance);
				}
				instance.yieldAll();
			}
			case AMBUSH -> this.ambush.lay(instance);
			case ROLLING_RESTART -> roll(this.fleet.instances());
			case KEY_DELETED -> this.operator.deleteKey();
			case KEY_SCRIBBLED -> this.operator.scribble();
			case SESSION_DESTROYED -> this.operator.destroySession();
			case RESTORE -> this.operator.saveOrRestore();
			default -> {
				if (!Trouble.PLOTS.contains(trouble)) {
					throw new IllegalArgumentException(trouble.name());
				}
				this.plots.lay(trouble, instance);
			}
		}
	}

	@Override
	void removeNode(String node) {
		this.operator.removeNode(node);
	}

	/** Each in turn, and the next as soon as one is there again. */
	private void roll(List<Instance> rest) {
		if (!rest.isEmpty() && untilTheEnd() > 0) {
			Instance next = rest.get(0);
			if (next.process().isAlive()) {
				renew(next);
			}
			this.fleet.time().after(dice().between(1, ROLLING), () -> roll(rest.subList(1, rest.size())));
		}
	}

	private void withdraw(Instance instance) {
		Duration pause = Duration.ofNanos(shortly(LONGEST));
		for (int i = 0; i < instance.leaderships().size(); i++) {
			if (dice().chance(0.7)) {
				instance.withdraw(i, pause);
			}
		}
	}

}
