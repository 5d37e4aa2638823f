package io.github.consulleader.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.ElectionStatus;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.RoleStatus.State;
import io.github.consulleader.role.Timings;
import io.github.consulleader.spring.autoconfigure.LeaderRunner;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The health contributor {@code leader}, without a Consul.
 */
@Tag("T36")
class LeaderHealthIndicatorTests {

	private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

	private static final Instant RECENTLY = NOW.minus(bound()).plusSeconds(1);

	private static final Instant LONG_AGO = NOW.minus(bound()).minusSeconds(1);

	@ParameterizedTest
	@EnumSource(names = { "WORKER", "SLUMBERER", "STOPPING" })
	void isUpWhereConsulAnswers(State state) {
		Health health = health(status("session", LONG_AGO, null, role(state, LONG_AGO)));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("instance", "here")
			.extractingByKey("roles")
			.asString()
			.contains("reports={state=" + state, "worker=there");
	}

	@Test
	void isUpWhereARoleIsPausedOrThereIsNone() {
		assertThat(health(status(null, LONG_AGO, null, role(State.OFF, LONG_AGO))).getStatus()).isEqualTo(Status.UP);
		assertThat(health(status(null, LONG_AGO, null)).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isUnknownUntilTheApplicationIsReady() {
		Health health = health(status(null, LONG_AGO, null, role(State.OFF, LONG_AGO)), "not ready yet");
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).containsEntry("problem", "not ready yet");
	}

	@Test
	void isUnknownForAsLongAsATakeOverMayTake() {
		Health health = health(status(null, RECENTLY, "no answer", role(State.UNKNOWN, RECENTLY)));
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).containsEntry("problem", "no answer");
	}

	@Test
	void isDownWhereNobodyKnowsWhoWorksForLonger() {
		Health health = health(status("session", LONG_AGO, "no answer", role(State.UNKNOWN, LONG_AGO)));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("problem", "no answer")
			.extractingByKey("reason")
			.asString()
			.contains("reports", LONG_AGO.toString());
	}

	@Test
	void isDownWhereNoSessionCanBeHadForLonger() {
		Health health = health(status(null, LONG_AGO, "denied", role(State.SLUMBERER, LONG_AGO)));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("reason", "no session since " + LONG_AGO);
	}

	@Test
	void isDownWhereWorkDoesNotEnd() {
		Health health = health(status("session", LONG_AGO, null, role(State.STUCK, RECENTLY)));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails().get("reason")).asString().contains("does not end");
	}

	@Test
	void isThereAndTellsWhyConsulCannotBeUsed() {
		LeaderRunner.alone().withPropertyValues("consul.leader.roles=reports").run((context) -> {
			LeaderHealthIndicator indicator = context.getBean("leaderHealthIndicator", LeaderHealthIndicator.class);
			await().untilAsserted(() -> assertThat(indicator.health().getDetails()).extractingByKey("problem")
				.asString()
				.contains("refused"));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UNKNOWN);
		});
	}

	@Test
	void isNotThereIfSwitchedOffOrWithoutHealthOrElection() {
		LeaderRunner.alone()
			.withPropertyValues("management.health.leader.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LeaderHealthIndicator.class));
		LeaderRunner.alone()
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("leaderHealthIndicator"));
		LeaderRunner.alone()
			.withPropertyValues("consul.leader.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LeaderHealthIndicator.class));
	}

	private static Duration bound() {
		return Timings.balanced().bounds(true).agentDeath();
	}

	private static Health health(ElectionStatus status) {
		return health(status, null);
	}

	private static Health health(ElectionStatus status, @Nullable String problem) {
		return new LeaderHealthIndicator(() -> status, () -> problem, new Ticker() {

			@Override
			public long monotonicNanos() {
				return 0;
			}

			@Override
			public long wallMillis() {
				return NOW.toEpochMilli();
			}

		}).health();
	}

	private static ElectionStatus status(@Nullable String session, Instant since, @Nullable String problem,
			RoleStatus... roles) {
		return new ElectionStatus(new Candidate("leader", "app", "here", null), Timings.balanced(), session, since,
				true, Timings.balanced().bounds(true), problem, List.of(roles));
	}

	private static RoleStatus role(State state, Instant since) {
		return new RoleStatus(Role.of("reports"), state, since, null, new RoleStatus.Worker("there", null, null, 1, 1),
				null, null);
	}

}
