package io.github.consulleader.spring.election;

import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.leader.event.LeaderEventPublisher;

/**
 * The roles that the application takes part in: those it configures, those that its
 * annotations name, as their beans are met, and its own one if nothing else is named and
 * something asks for it.
 */
public final class DefaultLeaderships {

	private final RoleRegistrar election;

	private final RoleListener listener;

	private final ConcurrentNavigableMap<Role, Leadership> joined = new ConcurrentSkipListMap<>();

	private final CurrentTerm current = new CurrentTerm();

	private final Supplier<Role> own;

	private final IdleGrants idle;

	private volatile boolean single;

	private volatile Runnable whenJoined = () -> {
	};

	/**
	 * Takes part in no role yet.
	 * @param own names the application's own role, which is taken part in if it is asked
	 * for and no other is known
	 * @param election where roles are joined
	 * @param events publishes grants and revokes
	 * @param delivery lets listeners handle them in time
	 * @param work started and stopped with them
	 * @param listened whether anybody handles those of a role
	 */
	public DefaultLeaderships(Supplier<Role> own, RoleRegistrar election, LeaderEventPublisher events,
			LeaderEventDelivery delivery, LeaderOnlyWork work, Predicate<Role> listened) {
		this.own = own;
		this.election = election;
		this.idle = new IdleGrants(work, listened);
		this.listener = new RoleListener(this::join, events, delivery, work, this.current, this.idle::check);
		new ListenerWarmUp().run();
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

	/**
	 * Takes part in a role on purpose, whatever there is for it here.
	 * @param role the role
	 */
	public void joinNamed(Role role) {
		this.idle.meant(role);
		join(role);
	}

	/**
	 * Sets what to do after a role was joined. Any thread may do it.
	 * @param then what to do
	 */
	public void whenJoined(Runnable then) {
		this.whenJoined = then;
	}

	/**
	 * Whether something here waits for the grant of a role, rather than asking now and
	 * then.
	 * @return whether something does
	 */
	public boolean areAwaited() {
		return this.joined.keySet().stream().anyMatch(this.idle::isAwaited);
	}

	/** The application's own role if it is the only one, and asked for at last. */
	private synchronized @Nullable Leadership ownIfAlone(Predicate<Role> asked) {
		if (!this.joined.isEmpty()) {
			return null;
		}
		Role role = this.own.get();
		return asked.test(role) ? join(role) : null;
	}

	private Leadership joinNow(Role role) {
		Leadership leadership = joinLocked(role);
		this.whenJoined.run();
		return leadership;
	}

	private synchronized Leadership joinLocked(Role role) {
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
		ownIfAlone((role) -> true);
		if (this.joined.size() != 1) {
			throw manyRoles();
		}
		this.single = true;
		Leadership only = this.joined.firstEntry().getValue();
		this.idle.meant(only.role());
		return only;
	}

	/**
	 * Makes the gate of a job, and takes part in its role, if not yet.
	 * @param role the role
	 * @param job what to run while this process is worker
	 * @return the gate
	 */
	public Gate gate(Role role, Runnable job) {
		this.idle.served(role);
		return new Gate(join(role), this.current, job);
	}

	/**
	 * Returns the handle on a role.
	 * @param role its name
	 * @return the handle
	 * @throws IllegalArgumentException if this application takes no part in it
	 */
	public Leadership of(String role) {
		Role asked = Role.of(role);
		Leadership known = this.joined.get(asked);
		Leadership leadership = (known != null) ? known : ownIfAlone(asked::equals);
		if (leadership == null) {
			throw new IllegalArgumentException("This application takes no part in the role '" + role + "', but in "
					+ names() + ". Name it in consul.leader.roles or in @LeaderOnly.");
		}
		this.idle.meant(asked);
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
