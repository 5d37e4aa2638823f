package io.github.consulleader.spring;

import java.util.List;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Term;

/**
 * The roles that this application takes part in. An application with a single role may
 * inject {@link Leadership} instead. All methods may be called from any thread and return
 * at once.
 */
public interface Leaderships {

	/**
	 * Returns the handle on a role.
	 * @param role its name
	 * @return the handle
	 * @throws IllegalArgumentException if this application takes no part in the role,
	 * naming those that it does
	 */
	Leadership of(String role);

	/**
	 * Returns the handles on all roles.
	 * @return sorted by name
	 */
	List<Leadership> all();

	/**
	 * Returns the term in which the calling thread's {@link LeaderOnly} run began, so
	 * that what it writes can carry the fencing token. It is the same for the whole run,
	 * also after the term has ended: a resource that checks tokens then refuses them.
	 * @return the term
	 * @throws IllegalStateException if the calling thread is not inside such a run
	 */
	Term currentTerm();

}
