package io.github.consulleader.spring.autoconfigure;

import java.time.Duration;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Durations that go together. */
class PresetTests {

	private final ApplicationContextRunner runner = LeaderRunner.alone();

	@ParameterizedTest
	@Tag("F14")
	@CsvSource({ "fast, PT1.6S", "balanced, PT5.25S", "STEADY, PT35.25S" })
	void hasABoundThatItPromises(String preset, Duration bound) {
		this.runner.withPropertyValues("consul.leader.preset=" + preset)
			.run((context) -> assertThat(timings(context.getBean(LeaderElection.class)).worstCaseTakeOver())
				.isEqualTo(bound));
	}

	@Test
	void isBalancedWhereNothingIsSet() {
		this.runner
			.run((context) -> assertThat(timings(context.getBean(LeaderElection.class))).isEqualTo(Timings.balanced()));
	}

	@Test
	void isChangedByAPropertyOfItsOwn() {
		this.runner.withPropertyValues("consul.leader.preset=fast", "consul.leader.check-ttl=2s").run((context) -> {
			Timings timings = timings(context.getBean(LeaderElection.class));
			assertThat(timings.checkTtl()).isEqualTo(Duration.ofSeconds(2));
			assertThat(timings.lockDelay()).isEqualTo(Timings.fast().lockDelay());
		});
	}

	@Test
	void keepsTheInequalitiesWhenAPropertyChangesIt() {
		this.runner.withPropertyValues("consul.leader.preset=steady", "consul.leader.lock-delay=2s").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("consul.leader.confidence = '22s'", "0.9 x lock-delay");
			assertThat(analysis.getAction()).contains("Raise lock-delay");
		});
	}

	@Test
	void isNamedWhereItIsNone() {
		this.runner.withPropertyValues("consul.leader.preset=quick")
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining("consul.leader.preset")
				.hasStackTraceContaining("value [quick]"));
	}

	private static Timings timings(LeaderElection election) {
		return election.status().timings();
	}

}
