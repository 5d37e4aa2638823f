package io.github.consulleader.simulation;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.role.Role;

/**
 * All there is in one simulation: time, servers, and the processes of a scenario.
 */
final class Fleet {

	private final List<Instance> instances = new ArrayList<>();

	private final Scenario scenario;

	private final Dice dice;

	private final VirtualTime time;

	private final Faults faults;

	private final ConsulModel model;

	private final Timeline timeline;

	private final Witness witness;

	private double slowness;

	private long troubles;

	Fleet(Scenario scenario, Dice dice, boolean recorded) {
		this.scenario = scenario;
		this.dice = dice;
		this.time = new VirtualTime(dice.split());
		this.faults = new Faults(dice.split());
		this.model = new ConsulModel(this.time, this.faults);
		this.timeline = new Timeline(this.time, recorded);
		this.witness = new Witness(this.timeline, scenario);
		for (int i = 0; i < scenario.instances(); i++) {
			this.instances.add(new Instance(Character.toString('A' + i), this, scenario.timings().get(i)));
		}
	}

	Scenario scenario() {
		return this.scenario;
	}

	Dice dice() {
		return this.dice;
	}

	VirtualTime time() {
		return this.time;
	}

	Faults faults() {
		return this.faults;
	}

	ConsulModel model() {
		return this.model;
	}

	Timeline timeline() {
		return this.timeline;
	}

	Witness witness() {
		return this.witness;
	}

	List<Instance> instances() {
		return this.instances;
	}

	/** Probability that user code is slow; half of it that user code fails. */
	double slowness() {
		return this.slowness;
	}

	void slowness(double value) {
		this.slowness = value;
	}

	/** How much trouble was made by decision. */
	long troubles() {
		return this.troubles;
	}

	void trouble() {
		this.troubles++;
	}

	void look() {
		this.witness.look(this.instances, this.scenario.roles());
	}

	/** Whether no work overlaps with that of another process. */
	boolean worksAlone() {
		return this.scenario.roles()
			.stream()
			.allMatch((role) -> this.instances.stream()
				.filter((one) -> one.open().containsKey(role) || one.user().isWorking(role))
				.count() <= 1);
	}

	/** Whether all processes are there and take part in all roles. */
	boolean isComplete() {
		return this.instances.stream().allMatch(Instance::isComplete);
	}

	/** Whether the worker of each role names somebody who is there. */
	boolean areHeirsNamed() {
		return this.scenario.roles().stream().noneMatch((role) -> heirs(role).isEmpty());
	}

	/** Those whom the worker of a role names and who are there. */
	List<Instance> heirs(Role role) {
		Entry lock = this.model.state().keys().get("leader/fleet/roles/" + role.name() + "/lock");
		return this.instances.stream().filter((one) -> lock != null && isNamed(one, lock)).toList();
	}

	private static boolean isNamed(Instance one, Entry lock) {
		String session = one.engine().status().session();
		return session != null && !session.equals(lock.session()) && lock.value().contains(session);
	}

	/** Whether each role has its worker. */
	boolean isStaffed() {
		for (int i = 0; i < this.scenario.roles().size(); i++) {
			int role = i;
			if (this.instances.stream().noneMatch((instance) -> instance.believes(role))) {
				return false;
			}
		}
		return true;
	}

}
