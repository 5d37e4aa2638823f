package io.github.consulleader.spring.autoconfigure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.spring.LeaderOnly;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings that cannot work keep the application from starting, with a message that names
 * the property, its value and the way out.
 */
class BadSettingTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					session-ttl=5s               | session-ttl     | 10s to 86400s               | in that range
					session-ttl=25h              | session-ttl     | 10s to 86400s               | in that range
					lock-delay=50ms              | lock-delay      | 100ms to 60s                | in that range
					lock-delay=61s               | lock-delay      | 100ms to 60s                | in that range
					confidence=1900ms            | confidence      | 0.9 x lock-delay            | Raise lock-delay
					stop-within=1s               | confidence      | confidence + stop-within    | stop-within
					stop-within=-1s              | stop-within     | negative                    | duration
					confirm-every=1200ms         | confirm-every   | confidence (1800ms)         | Lower confirm-every
					request-timeout=1500ms       | confirm-every   | confidence (1800ms)         | request-timeout
					check-ttl=2s                 | check-ttl       | 3 x heartbeat               | heartbeat
					heartbeat=0s                 | heartbeat       | not greater than zero       | duration
					renew-every=5s               | renew-every     | third of session-ttl        | renew-every
					drain-grace=28s              | drain-grace     | timeout-per-shutdown-phase (30s) | Lower consul.leader.drain-grace
					prefix=a//b                  | prefix          | blank                       | 1 to 128
					scope=my app                 | scope           | ' ' (U+0020)                | 1 to 128
					prefix=a..b                  | prefix          | two dots in a row           | 'a.b'
					scope=a..b                   | scope           | two dots in a row           | 'a.b'
					role=a..b                    | role            | two dots in a row           | 'a.b'
					scope=                       | scope           | blank                       | 1 to 128
					role=a/b                     | role            | '/' (U+002F)                | 1 to 128
					roles=ok,not ok              | roles[1]        | ' ' (U+0020)                | 1 to 128
					instance=                    | instance        | blank                       | Name this process
					url=localhost:8500           | url             | no address                  | http://localhost:8500
					url=ftp://localhost          | url             | no address                  | http://localhost:8500
					""")
	void isNamedWithItsWayOut(String set, String setting, String problem, String wayOut) {
		LeaderRunner.alone().withPropertyValues("consul.leader." + set).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).startsWith("consul.leader." + setting + " = '").contains(problem);
			assertThat(analysis.getAction()).contains(wayOut);
		});
	}

	@Test
	@Tag("F43")
	void aTimeToLiveThatConsulWouldRefuseIsRefusedAtTheStart() {
		LeaderRunner.alone()
			.withPropertyValues("consul.leader.session-ttl=9s")
			.run((context) -> assertThat(FailureAnalyses.of(context.getStartupFailure()).getDescription())
				.contains("session-ttl = '9s'"));
	}

	@Test
	@Tag("T15")
	void aDrainGraceThatNobodySetAdaptsToTheShutdownPhase() {
		LeaderRunner.alone()
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=20s")
			.run((context) -> assertThat(drainGrace(context)).isEqualTo(Duration.ofMillis(17_900)));
		LeaderRunner.alone()
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=1s")
			.run((context) -> assertThat(drainGrace(context)).isZero());
		LeaderRunner.alone().run((context) -> assertThat(drainGrace(context)).isEqualTo(Duration.ofSeconds(20)));
	}

	private static Duration drainGrace(ApplicationContext context) {
		return context.getBean(LeaderElection.class).status().timings().drainGrace();
	}

	@Test
	void theDrainMustFitIntoTheShutdownPhase() {
		LeaderRunner.alone()
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=10s", "consul.leader.drain-grace=20s")
			.run((context) -> assertThat(FailureAnalyses.of(context.getStartupFailure()).getDescription())
				.contains("drain-grace = '20s'", "(10s)"));
	}

	@Test
	@Tag("F48")
	void anApplicationWithoutANameMustNameItsScope() {
		LeaderRunner.at(LeaderRunner.NOBODY).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("consul.leader.scope", "spring.application.name");
			assertThat(analysis.getAction()).contains("spring.application.name", "consul.leader.scope");
		});
	}

	@Test
	@Tag("F48")
	void anApplicationsNameThatCannotBeAKeySaysWhichCharacterAndWhatToSet() {
		LeaderRunner.at(LeaderRunner.NOBODY).withPropertyValues("spring.application.name=Büro").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'ü' (U+00FC)", "spring.application.name");
			assertThat(analysis.getAction()).contains("consul.leader.scope", "consul.leader.role");
		});
	}

	@Test
	@Tag("T42")
	void anEmptyNameInAListIsNamedWithItsPlace() {
		LeaderRunner.alone().withPropertyValues("consul.leader.roles=a,,b").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).startsWith("consul.leader.roles[1] = ''").contains("blank");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.application.name=", "consul.leader.role= ", "consul.leader.role=a b" })
	@Tag("T41")
	void aJobWhoseRoleHasNoUsableNameIsExplained(String set) {
		LeaderRunner.at(LeaderRunner.NOBODY)
			.withPropertyValues("consul.leader.scope=app", set)
			.withUserConfiguration(Job.class)
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("bean 'badSettingTests.Job'", "Job.run()",
						"consul.leader.role = '");
				assertThat(analysis.getAction()).isNotBlank();
			});
	}

	@Test
	@Tag("T41")
	void aRoleWhosePlaceholderHasNoValueIsExplained() {
		LeaderRunner.alone()
			.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class))
			.withUserConfiguration(PlaceholderJob.class)
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("PlaceholderJob.run()", "'${no.such.role}'");
				assertThat(analysis.getAction()).contains("default");
			});
	}

	@Test
	void scopeAndRoleSetTheApplicationsNameRight() {
		LeaderRunner.at(LeaderRunner.NOBODY)
			.withPropertyValues("spring.application.name=Büro", "consul.leader.scope=buero", "consul.leader.role=all")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Job {

		@LeaderOnly
		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class PlaceholderJob {

		@LeaderOnly("${no.such.role}")
		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		void run() {
		}

	}

}
