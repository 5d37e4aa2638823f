package io.github.consulleader.spring.actuate;

import java.util.Map;
import java.util.TreeMap;

import io.github.consulleader.role.ElectionStatus;
import io.github.consulleader.role.TakeOverBounds;
import io.github.consulleader.role.Timings;
import org.jspecify.annotations.Nullable;

/**
 * An election as the endpoint shows it.
 *
 * @param instance display identity of this process
 * @param address where people reach it, if known
 * @param prefix where everything is kept in Consul
 * @param scope what separates this application's roles from another's
 * @param session the beginning of the session's id, enough to find it in Consul and too
 * little to end it, or {@code null} while there is none
 * @param checked whether the session hangs on a TTL check of our own
 * @param takeOver how long a take-over takes at most after this process was lost
 * @param timings the durations in force
 * @param problem what keeps the election from working, if anything does
 * @param roles the roles by name
 */
public record ElectionDescriptor(String instance, @Nullable String address, String prefix, String scope,
		@Nullable String session, boolean checked, TakeOverBounds takeOver, Timings timings, @Nullable String problem,
		Map<String, RoleDescriptor> roles) {

	private static final int SHOWN_OF_SESSION = 8;

	static ElectionDescriptor of(ElectionStatus status, @Nullable String notHeld) {
		Map<String, RoleDescriptor> roles = new TreeMap<>();
		status.roles().forEach((role) -> roles.put(role.role().name(), RoleDescriptor.of(role)));
		return new ElectionDescriptor(status.candidate().instance(), status.candidate().address(),
				status.candidate().prefix(), status.candidate().scope(), beginning(status.session()), status.checked(),
				status.takeOver(), status.timings(), (notHeld != null) ? notHeld : status.problem(), roles);
	}

	private static @Nullable String beginning(@Nullable String session) {
		return (session != null && session.length() > SHOWN_OF_SESSION) ? session.substring(0, SHOWN_OF_SESSION)
				: session;
	}

}
