package io.github.consulleader.engine;

import java.util.HashMap;
import java.util.Map;

import io.github.consulleader.role.Role;

/**
 * Roles that were withdrawn from: nothing of them is wanted, but a late write may still
 * bring a lock, which is given up. Event loop only.
 */
final class RetiredRoles {

	private final Map<Role, RoleMachine> machines = new HashMap<>();

	void add(RoleMachine machine) {
		this.machines.put(machine.role(), machine);
	}

	/**
	 * The role is taken part in anew: what was left of it is the new machine's matter,
	 * and what was seen of it meanwhile is known there.
	 */
	void replace(Role role, RoleMachine machine) {
		RoleMachine old = this.machines.remove(role);
		if (old != null) {
			machine.inherit(old);
			old.abandon();
		}
	}

	void seen(RolesObserver reading, Observation sighting) {
		this.machines.forEach((role, machine) -> machine.seen(reading.of(role), sighting));
	}

	/** The session ends, and with it whatever it may still hold. */
	void abandon() {
		this.machines.values().forEach(RoleMachine::abandon);
		this.machines.clear();
	}

}
