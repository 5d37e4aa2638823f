package io.github.consulleader.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.consulleader.role.Role;

/**
 * The threads on which callbacks and work of the roles of an engine are running. Any
 * thread may ask.
 */
public final class UserThreads {

	private final Map<Role, RoleMachine> machines;

	UserThreads(Map<Role, RoleMachine> machines) {
		this.machines = machines;
	}

	/**
	 * Returns them, without those that were dismissed.
	 * @return a snapshot
	 */
	public Set<Thread> all() {
		Set<Thread> threads = new HashSet<>();
		for (RoleMachine machine : this.machines.values()) {
			machine.leadership().work().addThreads(threads);
		}
		return threads;
	}

	/**
	 * What runs on a thread counts as ended from now on, although it has not returned.
	 * @param thread the thread, which will not work for a role any more
	 */
	public void dismiss(Thread thread) {
		for (RoleMachine machine : this.machines.values()) {
			machine.leadership().work().dismiss(thread);
		}
	}

	/**
	 * Interrupts what runs on a thread, once.
	 * @param thread the thread
	 */
	public void interrupt(Thread thread) {
		for (RoleMachine machine : this.machines.values()) {
			machine.leadership().work().interrupt(thread);
		}
	}

}
