package io.github.consulleader.spring.election;

import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;

import org.springframework.integration.leader.event.LeaderEventPublisher;

/**
 * The roles that the application takes part in: those it configures, and those that its
 * annotations name, as they are met.
 */
public final class JoinedRoles {

	private final ElectionPort election;

	private final RoleListener listener;

	private final ConcurrentNavigableMap<Role, Leadership> joined = new ConcurrentSkipListMap<>();

	private final CurrentTerm current = new CurrentTerm();

	private volatile boolean single;

	/**
	 * Takes part in no role yet.
	 * @param election where roles are joined
	 * @param events publishes grants and revokes
	 * @param delivery lets listeners handle them in time
	 * @param work started and stopped with them
	 */
	public JoinedRoles(ElectionPort election, LeaderEventPublisher events, LeaderEventDelivery delivery,
			LeaderOnlyWork work) {
		this.election = election;
		this.listener = new RoleListener(this::join, events, delivery, work, this.current);
		new Rehearsal().run();
	}

	/**
	 * Takes part in a role, if not yet.
	 * @param role the role
	 * @return the handle on it
	 * @throws ManyRolesException if the handle on what was the only role was handed out
	 */
	public Leadership join(Role role) {
		Leadership known = this.joined.get(role);
		return (known != null) ? known : joinNow(role);
	}

	private synchronized Leadership joinNow(Role role) {
		Leadership known = this.joined.get(role);
		if (known != null) {
			return known;
		}
		Leadership leadership = new TermAwareLeadership(this.election.join(role, this.listener), this.current);
		this.joined.put(role, leadership);
		if (this.single) {
			throw manyRoles();
		}
		return leadership;
	}

	/**
	 * Returns the handle on the only role.
	 * @return the handle
	 * @throws ManyRolesException if there are several
	 */
	public synchronized Leadership single() {
		if (this.joined.size() != 1) {
			throw manyRoles();
		}
		this.single = true;
		return this.joined.firstEntry().getValue();
	}

	/**
	 * Makes the gate of a job, and takes part in its role, if not yet.
	 * @param role the role
	 * @param job what to run while this process is worker
	 * @return the gate
	 */
	public Gate gate(Role role, Runnable job) {
		return new Gate(join(role), this.current, job);
	}

	/**
	 * Returns the handle on a role.
	 * @param role its name
	 * @return the handle
	 * @throws IllegalArgumentException if this application takes no part in it
	 */
	public Leadership of(String role) {
		Leadership leadership = this.joined.get(Role.of(role));
		if (leadership == null) {
			throw new IllegalArgumentException("This application takes no part in the role '" + role + "', but in "
					+ names() + ". Name it in consul.leader.roles or in @LeaderOnly.");
		}
		return leadership;
	}

	/**
	 * Returns the handles on all roles.
	 * @return sorted by name
	 */
	public List<Leadership> all() {
		return List.copyOf(this.joined.values());
	}

	/**
	 * Returns the term of the run that the calling thread is inside of.
	 * @return the term
	 * @throws IllegalStateException if it is inside none
	 */
	public Term currentTerm() {
		Term term = this.current.get();
		if (term == null) {
			throw new IllegalStateException("The calling thread is not inside leader work that this application's "
					+ "Leaderships have begun. Elsewhere, in a thread of your own for instance, ask "
					+ "leaderships.of(role).term(), or hand the term on from where the work began; in a test, call "
					+ "the code inside leaderships.of(role).runIfLeader(..). Roles here: " + names() + ".");
		}
		return term;
	}

	private ManyRolesException manyRoles() {
		return new ManyRolesException(names());
	}

	private List<String> names() {
		return this.joined.keySet().stream().map(Role::name).toList();
	}

}
