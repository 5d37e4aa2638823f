package io.github.consulleader.simulation;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.role.Role;

/**
 * All there is in one simulation of an election: the processes of a scenario, too.
 */
final class SimulatedFleet extends Stage {

	private final List<Instance> instances = new ArrayList<>();

	private final Scenario scenario;

	private final ElectionWitness witness;

	SimulatedFleet(Scenario scenario, Dice dice, boolean recorded) {
		super(scenario, dice, recorded);
		this.scenario = scenario;
		this.witness = new ElectionWitness(timeline(), scenario);
		for (int i = 0; i < scenario.instances(); i++) {
			this.instances.add(new Instance(Character.toString('A' + i), this, scenario.timings().get(i)));
		}
	}

	Scenario scenario() {
		return this.scenario;
	}

	ElectionWitness witness() {
		return this.witness;
	}

	List<Instance> instances() {
		return this.instances;
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
		Entry lock = model().state().keys().get("leader/fleet/roles/" + role.name() + "/lock");
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
