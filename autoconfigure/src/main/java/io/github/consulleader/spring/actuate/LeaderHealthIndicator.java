package io.github.consulleader.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.consulleader.role.ElectionStatus;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether this instance takes part in its elections as it should. Answered from memory:
 * Consul is never asked, so the answer takes no time whatever Consul does.
 * <ul>
 * <li>UP on workers and slumberers, and where there is no role to take part in.</li>
 * <li>UNKNOWN while something keeps this instance from taking part, or it has not known
 * for a short time who works.</li>
 * <li>DOWN with {@code reason} if that has lasted for longer than the longest take-over
 * ({@code takeOver.agentDeath} on the {@code leadership} endpoint), or if revoked work
 * does not end.</li>
 * </ul>
 */
public class LeaderHealthIndicator implements HealthIndicator {

	private final Supplier<ElectionStatus> election;

	private final Supplier<@Nullable String> problem;

	private final Ticker ticker;

	/**
	 * Tells of an election.
	 * @param election asked at each call; must not block
	 * @param problem what keeps it from being held here, if anything does
	 * @param ticker tells for how long something has lasted
	 */
	public LeaderHealthIndicator(Supplier<ElectionStatus> election, Supplier<@Nullable String> problem, Ticker ticker) {
		this.election = election;
		this.problem = problem;
		this.ticker = ticker;
	}

	@Override
	public Health health() {
		ElectionStatus status = this.election.get();
		Instant longAgo = Instant.ofEpochMilli(this.ticker.wallMillis()).minus(bound(status));
		List<String> reasons = new ArrayList<>();
		boolean unknown = false;
		for (RoleStatus role : status.roles()) {
			if (role.state() == RoleStatus.State.STUCK) {
				reasons.add("role " + role.role() + ": revoked work does not end");
			}
			if (role.state() == RoleStatus.State.UNKNOWN && role.since().isBefore(longAgo)) {
				reasons.add("role " + role.role() + ": not known who works since " + role.since());
			}
			unknown |= role.state() == RoleStatus.State.UNKNOWN;
		}
		boolean sessionless = status.session() == null && takesPart(status);
		if (sessionless && status.sessionSince().isBefore(longAgo)) {
			reasons.add("no session since " + status.sessionSince());
		}
		String kept = this.problem.get();
		Health.Builder health = new Health.Builder();
		if (!reasons.isEmpty()) {
			health.down().withDetail("reason", String.join("; ", reasons));
		}
		else if (unknown || sessionless || kept != null) {
			health.unknown();
		}
		else {
			health.up();
		}
		return withDetails(health, status, (kept != null) ? kept : status.problem()).build();
	}

	private static Duration bound(ElectionStatus status) {
		return status.takeOver().agentDeath();
	}

	private static boolean takesPart(ElectionStatus status) {
		return status.roles().stream().anyMatch((role) -> role.state() != RoleStatus.State.OFF);
	}

	private static Health.Builder withDetails(Health.Builder health, ElectionStatus status, @Nullable String problem) {
		Map<String, Object> roles = new LinkedHashMap<>();
		status.roles().forEach((role) -> roles.put(role.role().name(), details(role)));
		health.withDetail("instance", status.candidate().instance()).withDetail("roles", roles);
		return (problem != null) ? health.withDetail("problem", problem) : health;
	}

	private static Map<String, Object> details(RoleStatus role) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", role.state());
		details.put("since", role.since());
		RoleStatus.Worker worker = role.worker();
		if (worker != null) {
			details.put("worker", worker.instance());
		}
		String problem = role.problem();
		if (problem != null) {
			details.put("problem", problem);
		}
		return details;
	}

}
