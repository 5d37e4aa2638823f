package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.consulleader.role.Role;

/**
 * All machines of an engine, asked together. Written without streams: a stop asks first
 * of all, once in the life of most processes, and each lambda that is linked for it takes
 * as long as a request.
 */
final class RoleMachines {

	private final Map<Role, RoleMachine> machines;

	RoleMachines(Map<Role, RoleMachine> machines) {
		this.machines = machines;
	}

	/** Whether nothing of any role is left here. */
	boolean areOff() {
		for (RoleMachine machine : this.machines.values()) {
			if (!machine.isOff()) {
				return false;
			}
		}
		return true;
	}

	/** Whether any is in such a state. */
	boolean any(Predicate<RoleState> test) {
		for (RoleMachine machine : this.machines.values()) {
			if (test.test(machine.state())) {
				return true;
			}
		}
		return false;
	}

	/** How long nothing needs to be seen of any, in nanoseconds; 0 if of one it must. */
	long rest(long now) {
		long least = 0;
		for (RoleMachine machine : this.machines.values()) {
			if (!machine.isOff()) {
				long until = machine.state().restUntil();
				if (until == RoleState.NEVER || until - now <= 0) {
					return 0;
				}
				least = (least == 0) ? until - now : Math.min(least, until - now);
			}
		}
		return least;
	}

	/** Whether others want what is held here. */
	boolean areFollowed(Candidacies others) {
		for (RoleMachine machine : this.machines.values()) {
			if (machine.state().isHolding() && !others.successors(machine.role()).isEmpty()) {
				return true;
			}
		}
		return false;
	}

	/** The names of those that are not off. */
	List<String> wanted() {
		List<String> names = new ArrayList<>();
		for (RoleMachine machine : this.machines.values()) {
			if (!machine.isOff()) {
				names.add(machine.role().name());
			}
		}
		return names;
	}

}
