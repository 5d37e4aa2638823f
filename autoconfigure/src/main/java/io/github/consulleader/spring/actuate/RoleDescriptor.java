package io.github.consulleader.spring.actuate;

import java.time.Instant;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * A role as the endpoint shows it.
 *
 * @param state what this process is in it
 * @param since since when
 * @param term this process's term while it has one
 * @param worker who holds the role as last seen
 * @param lastRevocation why this process's last term ended
 * @param problem what keeps the role from working, if anything does
 */
public record RoleDescriptor(RoleStatus.State state, Instant since, @Nullable TermDescriptor term,
		RoleStatus.@Nullable Worker worker, @Nullable Revocation lastRevocation, @Nullable String problem) {

	static RoleDescriptor of(RoleStatus status) {
		return new RoleDescriptor(status.state(), status.since(), TermDescriptor.of(status.term()), status.worker(),
				status.lastRevocation(), status.problem());
	}

	/**
	 * A term of this process.
	 *
	 * @param number how many terms the role has had
	 * @param token the fencing token
	 * @param since when it began
	 */
	public record TermDescriptor(long number, long token, Instant since) {

		static @Nullable TermDescriptor of(@Nullable Term term) {
			return (term != null) ? new TermDescriptor(term.number(), term.token(), term.since()) : null;
		}

	}

}
