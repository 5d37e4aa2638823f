package io.github.consulleader.spring;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.spring.autoconfigure.LeaderRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * When campaigning begins and ends, told from a Consul that nobody answers for.
 */
class ConsulLeaderInitiatorTests {

	@Test
	void campaignsAtOnceWithoutASpringApplication() {
		alone().run((context) -> awaitCampaign(context.getBean(LeaderElection.class)));
	}

	@Test
	@Tag("F25")
	void campaignsOnceTheApplicationIsReady() {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.getBean(NotBefore.class).early).isEqualTo(RoleStatus.State.OFF);
			awaitCampaign(context.getBean(LeaderElection.class));
		}
	}

	@Test
	@Tag("F49")
	void ignoresThatAnotherContextIsReady() {
		alone().run((context) -> {
			LeaderElection election = context.getBean(LeaderElection.class);
			ConfigurableApplicationContext own = context.getSourceApplicationContext();
			own.getBeanFactory().registerSingleton("springApplicationArguments", new Object());
			ConsulLeaderInitiator initiator = new ConsulLeaderInitiator(election, own, false);
			own.stop();
			await().until(() -> state(election) == RoleStatus.State.OFF);
			initiator.start();
			try (GenericApplicationContext child = new GenericApplicationContext(own)) {
				initiator.onApplicationEvent(ready(child));
			}
			assertThat(state(election)).isEqualTo(RoleStatus.State.OFF);
			initiator.onApplicationEvent(ready(own));
			awaitCampaign(election);
		});
	}

	@Test
	void campaignsAtOnceWhenStartedAgain() {
		try (ConfigurableApplicationContext context = run()) {
			LeaderElection election = context.getBean(LeaderElection.class);
			awaitCampaign(election);
			context.stop();
			await().until(() -> state(election) == RoleStatus.State.OFF);
			assertThat(context.getBean(ConsulLeaderInitiator.class).isRunning()).isFalse();
			context.start();
			awaitCampaign(election);
		}
	}

	@Test
	void givesUpAsSoonAsTheJvmEndsAndDoesNotCampaignAgain() {
		try (ConfigurableApplicationContext context = run()) {
			LeaderElection election = context.getBean(LeaderElection.class);
			ConsulLeaderInitiator initiator = context.getBean(ConsulLeaderInitiator.class);
			awaitCampaign(election);
			initiator.jvmEnds();
			assertThat(state(election)).isEqualTo(RoleStatus.State.OFF);
			assertThat(initiator.isRunning()).isTrue();
			initiator.onApplicationEvent(ready(context));
			initiator.start();
			assertThat(state(election)).isEqualTo(RoleStatus.State.OFF);
		}
	}

	@Test
	void stopsWithoutBlockingItsCaller() throws Exception {
		try (ConfigurableApplicationContext context = run()) {
			CountDownLatch stopped = new CountDownLatch(1);
			context.getBean(ConsulLeaderInitiator.class).stop(stopped::countDown);
			assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void comesBetweenOrdinaryBeansAndTheWebServersShutdown() {
		assertThat(ConsulLeaderInitiator.PHASE).isLessThan(SmartLifecycle.DEFAULT_PHASE)
			.isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
	}

	@Test
	@Tag("F44")
	void aConsulThatIsAwayNeitherFailsNorDelaysTheStart() {
		run().close();
		Duration without = measured("--consul.leader.enabled=false");
		Duration with = measured();
		assertThat(with).isLessThan(without.plusSeconds(2));
	}

	@Test
	@Tag("F50")
	void leavesNoThreadBehind() {
		openAndClose();
		Set<Thread> before = threads();
		for (int i = 0; i < 20; i++) {
			openAndClose();
		}
		await().untilAsserted(() -> assertThat(threads()).filteredOn((thread) -> !before.contains(thread)).isEmpty());
	}

	private static ApplicationContextRunner alone() {
		return LeaderRunner.alone().withPropertyValues("consul.leader.campaign=always");
	}

	private static void openAndClose() {
		alone().run((context) -> awaitCampaign(context.getBean(LeaderElection.class)));
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().toLowerCase(Locale.ROOT).contains("consul"))
			.collect(Collectors.toSet());
	}

	private static Duration measured(String... arguments) {
		long start = System.nanoTime();
		run(arguments).close();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
			.properties("spring.application.name=app", "consul.leader.campaign=always",
					"spring.cloud.consul.host=127.0.0.1", "spring.cloud.consul.port=9", "spring.main.banner-mode=off")
			.run(arguments);
	}

	private static void awaitCampaign(LeaderElection election) {
		await().until(() -> state(election) != RoleStatus.State.OFF);
	}

	private static RoleStatus.State state(LeaderElection election) {
		return election.status().roles().get(0).state();
	}

	private static ApplicationReadyEvent ready(ConfigurableApplicationContext context) {
		return new ApplicationReadyEvent(new SpringApplication(App.class), new String[0], context, Duration.ZERO);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(NotBefore.class)
	static class App {

	}

	/** Looks as late as a bean can before the application is ready. */
	static class NotBefore {

		private final LeaderElection election;

		private volatile RoleStatus.State early = RoleStatus.State.STUCK;

		NotBefore(ObjectProvider<LeaderElection> election) {
			this.election = election.getIfAvailable();
		}

		@EventListener(ApplicationStartedEvent.class)
		void started() {
			if (this.election != null) {
				this.early = state(this.election);
			}
		}

	}

}
