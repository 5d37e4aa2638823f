package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.spring.ConsulLeaderInitiator;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.Leaderships;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which roles an application takes part in, and how it gets at them.
 */
class LeadershipInjectionTests {

	private final ApplicationContextRunner runner = LeaderRunner.alone();

	@Test
	void anApplicationThatNamesNoRoleTakesPartInItsOwn() {
		this.runner.withBean(Injected.class).run((context) -> {
			assertThat(context).hasSingleBean(LeaderElection.class).hasSingleBean(ConsulLeaderInitiator.class);
			assertThat(context.getBean(Injected.class).leadership().role()).isEqualTo(Role.of("app"));
		});
	}

	@Test
	void itsOwnRoleCanBeNamed() {
		this.runner.withBean(Injected.class)
			.withPropertyValues("consul.leader.role=boss")
			.run((context) -> assertThat(context.getBean(Injected.class).leadership().role())
				.isEqualTo(Role.of("boss")));
	}

	@Test
	void anAnnotatedRoleTakesThePlaceOfItsOwn() {
		this.runner.withBean(Injected.class)
			.withUserConfiguration(Scheduling.class)
			.withBean(Job.class)
			.run((context) -> assertThat(context.getBean(Injected.class).leadership().role())
				.isEqualTo(Role.of("reports")));
	}

	@Test
	void rolesAreFoundByName() {
		this.runner.withUserConfiguration(Scheduling.class)
			.withBean(Job.class)
			.withPropertyValues("consul.leader.roles=mail,reports")
			.run((context) -> {
				Leaderships leaderships = context.getBean(Leaderships.class);
				assertThat(leaderships.all()).extracting((leadership) -> leadership.role().name())
					.containsExactly("mail", "reports");
				assertThat(leaderships.of("mail").role()).isEqualTo(Role.of("mail"));
				assertThatIllegalArgumentException().isThrownBy(() -> leaderships.of("other"))
					.withMessageContainingAll("'other'", "mail", "reports", "consul.leader.roles");
			});
	}

	@Test
	void withSeveralRolesTheRoleMustBeNamed() {
		this.runner.withBean(Injected.class).withPropertyValues("consul.leader.roles=mail,reports").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("mail, reports");
			assertThat(analysis.getAction()).contains("Leaderships");
		});
	}

	@Test
	void aRoleThatIsFoundTooLateToCountIsAnErrorToo() {
		this.runner.withBean("first", Injected.class)
			.withUserConfiguration(Hidden.class)
			.run((context) -> assertThat(FailureAnalyses.of(context.getStartupFailure()).getDescription())
				.contains("app, reports"));
	}

	record Injected(Leadership leadership) {

	}

	static class Job {

		@LeaderOnly("reports")
		@Scheduled(fixedDelay = 1000)
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

	}

	/** Declares less than it makes, so that the job shows only when it is there. */
	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Hidden {

		@Bean
		Object job() {
			return new Job();
		}

	}

}
