package io.github.consulleader.spring.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.consulleader.role.Role;
import io.github.consulleader.spring.LeaderContext;
import io.github.consulleader.spring.election.LeaderOnlyWork;

/**
 * The tasks of each role whose time counts from the beginning of a term.
 */
public final class TermTasks {

	private final Map<Role, List<TermTask>> tasks = new HashMap<>();

	private final Map<Role, LeaderContext> terms = new HashMap<>();

	/** Made by the auto-configuration. */
	public TermTasks() {
	}

	/** Begins at once if a term of the role lasts. */
	synchronized void add(Role role, TermTask task) {
		this.tasks.computeIfAbsent(role, (key) -> new ArrayList<>()).add(task);
		LeaderContext term = this.terms.get(role);
		if (term != null && term.isLeader()) {
			task.begin();
		}
	}

	private synchronized void begin(LeaderContext context) {
		Role role = context.term().role();
		this.terms.put(role, context);
		this.tasks.getOrDefault(role, List.of()).forEach(TermTask::begin);
	}

	private synchronized void end(Role role) {
		this.terms.remove(role);
		this.tasks.getOrDefault(role, List.of()).forEach(TermTask::end);
	}

	private synchronized boolean areThereFor(Role role) {
		return this.tasks.containsKey(role);
	}

	/**
	 * Returns them as what is started and stopped with terms.
	 * @return the tasks
	 */
	public LeaderOnlyWork asWork() {
		return new LeaderOnlyWork() {

			@Override
			public void start(LeaderContext context) {
				begin(context);
			}

			@Override
			public void stop(Role role) {
				end(role);
			}

			@Override
			public boolean isThereFor(Role role) {
				return areThereFor(role);
			}

		};
	}

}
