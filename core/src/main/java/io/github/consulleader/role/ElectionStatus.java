package io.github.consulleader.role;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a process knows of its election at one moment, for people and dash-boards.
 *
 * @param candidate who this process is
 * @param timings the durations in force
 * @param session the role session's id, or {@code null} while there is none
 * @param sessionSince since when there has been a session or none, by this process's wall
 * clock
 * @param checked whether the session hangs on a TTL check of our own
 * @param takeOver how long a take-over takes at most after this process was lost
 * @param problem what keeps the election from working, for people, or {@code null} if
 * nothing does
 * @param roles the roles that this process takes part in, sorted by name
 */
public record ElectionStatus(Candidate candidate, Timings timings, @Nullable String session, Instant sessionSince,
		boolean checked, TakeOverBounds takeOver, @Nullable String problem, List<RoleStatus> roles) {

	public ElectionStatus {
		roles = List.copyOf(roles);
	}

}
