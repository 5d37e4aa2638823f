package io.github.consulleader.simulation;

import java.time.Duration;

/** Troubles among processes that contend for mutexes. */
final class MutexStorm extends Storm<MutexSite> {

	private static final long LONGEST_STALL = Duration.ofSeconds(5).toNanos();

	private final MutexOperator operator;

	private final MutexAmbush ambush;

	MutexStorm(MutexFleet fleet) {
		super(fleet, fleet.sites());
		this.operator = new MutexOperator(fleet, dice().split());
		this.ambush = new MutexAmbush(fleet, dice().split(), this.operator, this, end());
		fleet.time().at(end(), this.operator::tidyUp);
		fleet.time().at(end() + LONGEST_STALL, this.operator::tidyUp);
	}

	@Override
	void makeOther(Trouble trouble, MutexSite site) {
		switch (trouble) {
			case AMBUSH -> this.ambush.lay(site);
			case KEY_DELETED -> this.operator.deleteKey();
			case KEY_SCRIBBLED -> this.operator.scribble();
			case SESSION_DESTROYED -> this.operator.destroySession();
			case RESTORE -> this.operator.saveOrRestore();
			case DELAYS_FORGOTTEN -> this.operator.forgetLockDelays();
			case FOREIGN_CONTENDER -> this.operator.contend();
			default -> throw new IllegalArgumentException(trouble.name());
		}
	}

	@Override
	void removeNode(String node) {
		this.operator.removeNode(node);
	}

}
