package io.github.consulleader.spring.election;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.github.consulleader.role.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns, once for each role, of a grant that nothing here waits for, while another
 * instance may have the work.
 */
final class IdleGrants {

	private static final Logger logger = LoggerFactory.getLogger(IdleGrants.class);

	private final LeaderOnlyWork work;

	private final Predicate<Role> listened;

	private final Set<Role> served = ConcurrentHashMap.newKeySet();

	private final Set<Role> meant = ConcurrentHashMap.newKeySet();

	private final Set<Role> warned = ConcurrentHashMap.newKeySet();

	IdleGrants(LeaderOnlyWork work, Predicate<Role> listened) {
		this.work = work;
		this.listened = listened;
	}

	/** There is a job of the role. */
	void served(Role role) {
		this.served.add(role);
	}

	/** The role was named on purpose, or somebody has asked for its handle. */
	void meant(Role role) {
		this.meant.add(role);
	}

	/** Whether something here waits for a grant. */
	boolean isAwaited(Role role) {
		return this.served.contains(role) || this.work.isThereFor(role) || this.listened.test(role);
	}

	void check(Role role) {
		if (!this.meant.contains(role) && !isAwaited(role) && this.warned.add(role)) {
			logger.warn("Role {} was granted to this instance, and nothing here works for it: 0 @LeaderOnly beans, "
					+ "0 jobs, no listener for leader events. If other instances have its work, this one keeps it "
					+ "from them. If that is meant, name it in consul.leader.roles.", role);
		}
	}

}
