package io.github.consulleader.spring.autoconfigure;

import java.util.List;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.spring.ConsulLeaderInitiator;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.Leaderships;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.AbstractLeaderEvent;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.support.SmartLifecycleRoleController;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For which roles an instance campaigns, and which it leaves to those who have the work.
 */
class CampaignTests {

	private final ApplicationContextRunner runner = LeaderRunner.alone();

	private static List<String> campaigns(ApplicationContext context) {
		return context.getBean(LeaderElection.class)
			.status()
			.roles()
			.stream()
			.map((status) -> status.role().name())
			.toList();
	}

	@Test
	@Tag("T7")
	void whoHasNothingToDoLeavesTheRoleToOthers() {
		this.runner.withUserConfiguration(InProfile.class, Onlooker.class).run((context) -> {
			assertThat(campaigns(context)).isEmpty();
			assertThat(context.getBean(LeaderElection.class).status().session()).isNull();
		});
		this.runner.withUserConfiguration(InProfile.class, Onlooker.class)
			.withPropertyValues("spring.profiles.active=jobs")
			.run((context) -> assertThat(campaigns(context)).containsExactly("app"));
	}

	@Test
	@Tag("T7")
	void canBeForced() {
		this.runner.withUserConfiguration(InProfile.class)
			.withPropertyValues("consul.leader.campaign=always")
			.run((context) -> assertThat(campaigns(context)).containsExactly("app"));
	}

	@Test
	void whoeverListensOrAsksCampaigns() {
		this.runner.withBean(Listener.class).run((context) -> assertThat(campaigns(context)).containsExactly("app"));
		this.runner.withBean(Holder.class).run((context) -> assertThat(campaigns(context)).containsExactly("app"));
		this.runner.withBean(Conductor.class).run((context) -> assertThat(campaigns(context)).containsExactly("app"));
		this.runner.withPropertyValues("consul.leader.roles=mail")
			.run((context) -> assertThat(campaigns(context)).containsExactly("mail"));
		this.runner.run((context) -> {
			Leadership own = context.getBean(Leaderships.class).of("app");
			assertThat(own.isLeader()).isFalse();
			assertThat(campaigns(context)).containsExactly("app");
		});
	}

	@Test
	@Tag("T7")
	void whoListensToEverythingOrHasNothingForTheRoleControllerWaitsForNoRole() {
		this.runner.withBean(Everything.class)
			.withBean(SmartLifecycleRoleController.class,
					() -> new SmartLifecycleRoleController(new LinkedMultiValueMap<>()))
			.run((context) -> assertThat(campaigns(context)).isEmpty());
	}

	@Test
	@Tag("T6")
	void aRoleIsJoinedWhenItsBeanIsKnownByInstanceOnly() {
		this.runner.withUserConfiguration(ByInstance.class, Onlooker.class)
			.run((context) -> assertThat(campaigns(context)).containsExactly("billing"));
	}

	@Test
	@Tag("T31")
	void aBeanWhoseConditionWasNotMetNamesNoRole() {
		this.runner.withUserConfiguration(Conditional.class).run((context) -> assertThat(campaigns(context)).isEmpty());
		this.runner.withUserConfiguration(Conditional.class)
			.withPropertyValues("poller.enabled=true")
			.run((context) -> assertThat(campaigns(context)).containsExactly("poller"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class InProfile {

		@Bean
		@Profile("jobs")
		Job job() {
			return new Job();
		}

	}

	static class Job {

		@LeaderOnly
		@Scheduled(cron = "0 0 * * * *")
		void run() {
		}

	}

	record Onlooker(Leaderships leaderships) {

	}

	record Holder(Leadership leadership) {

	}

	record Conductor(ConsulLeaderInitiator initiator) {

	}

	static class Listener {

		@EventListener
		void granted(OnGrantedEvent event) {
		}

	}

	static class Everything {

		@EventListener
		void any(ApplicationEvent event) {
			assertThat(event).isNotInstanceOf(AbstractLeaderEvent.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByInstance {

		@Bean
		SmartLifecycle poller() {
			return new Billing();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Conditional {

		@Bean
		@LeaderOnly("poller")
		@ConditionalOnProperty("poller.enabled")
		Plain poller() {
			return new Plain();
		}

	}

	@LeaderOnly("billing")
	static class Billing extends Plain {

	}

	static class Plain implements SmartLifecycle {

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
