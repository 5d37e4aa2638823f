package io.github.consulleader.role;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a process knows of a role at one moment.
 *
 * @param role the role
 * @param state what this process is in it
 * @param since since when by this process's wall clock
 * @param term this process's term while it has one, also while it ends
 * @param worker who holds the role as last seen, this process included, or {@code null}
 * if nobody or not known
 * @param lastRevocation why this process's last term ended, or {@code null} if it had
 * none
 * @param problem what keeps this role from working as it should, for people, or
 * {@code null}
 */
public record RoleStatus(Role role, State state, Instant since, @Nullable Term term, @Nullable Worker worker,
		@Nullable Revocation lastRevocation, @Nullable String problem) {

	/**
	 * What a process is in a role.
	 */
	public enum State {

		/** Not taking part: not started, withdrawn or closed. */
		OFF,

		/**
		 * Taking part, but Consul has not said yet who holds the role, or cannot be
		 * reached.
		 */
		UNKNOWN,

		/** Waiting; somebody else works, or nobody. */
		SLUMBERER,

		/** Holding the role, and confident. */
		WORKER,

		/** Giving the role up or having lost it; work is being stopped. */
		STOPPING,

		/**
		 * Revoked, but its work will not end. Nobody else is let in meanwhile if the role
		 * is still held.
		 */
		STUCK

	}

	/**
	 * Who holds a role.
	 *
	 * @param instance display identity of the process
	 * @param address where people reach it, or {@code null}
	 * @param since when its term began, by its wall clock, or {@code null} if not known
	 * @param number the term's number, or 0 if not known
	 * @param token the term's fencing token, or 0 if not known
	 */
	public record Worker(String instance, @Nullable String address, @Nullable Instant since, long number, long token) {
	}

}
