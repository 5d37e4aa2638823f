package io.github.consulleader.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.spring.actuate.LeadershipEndpoint;
import io.github.consulleader.spring.autoconfigure.LeaderOnlyAutoConfiguration;
import io.github.consulleader.spring.autoconfigure.LeaderRunner;
import io.github.consulleader.spring.election.FakeElection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.integration.leader.event.AbstractLeaderEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What would otherwise wait or run on without a word.
 */
@ExtendWith(OutputCaptureExtension.class)
class SilenceTests {

	private final ApplicationContextRunner decided = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LeaderOnlyAutoConfiguration.class))
		.withPropertyValues("spring.application.name=app", "consul.leader.campaign=always")
		.withBean(FakeElection.class, FakeElection::new);

	@Test
	@Tag("T10")
	void anApplicationThatIsNeverReadySaysSo(CapturedOutput output) throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		CompletableFuture<ConfigurableApplicationContext> begun = new CompletableFuture<>();
		CompletableFuture<ConfigurableApplicationContext> started = CompletableFuture
			.supplyAsync(() -> new SpringApplicationBuilder(Endless.class).web(WebApplicationType.NONE)
				.initializers((context) -> {
					context.getBeanFactory().registerSingleton("endless", (CommandLineRunner) (arguments) -> {
						begun.complete(context);
						end.await();
					});
				})
				.properties("spring.application.name=app", "spring.cloud.consul.host=127.0.0.1",
						"spring.cloud.consul.port=9", "spring.main.banner-mode=off",
						"management.endpoints.access.default=unrestricted",
						"management.endpoints.jmx.exposure.include=leadership", "spring.jmx.enabled=false")
				.run());
		ConfigurableApplicationContext context = begun.get();
		try {
			assertThat(context.getBean(ConsulLeaderInitiator.class).problem()).contains("not ready yet",
					"CommandLineRunner");
			await().atMost(Duration.ofSeconds(60))
				.until(() -> output.getAll().contains("does not campaign: the application is not ready yet"));
		}
		finally {
			end.countDown();
		}
		started.get();
		assertThat(context.getBean(ConsulLeaderInitiator.class).problem()).isNull();
		context.close();
	}

	@Test
	@Tag("T10")
	void theEndpointTellsOfIt() {
		LeaderRunner.alone().withPropertyValues("consul.leader.campaign=always").run((context) -> {
			LeadershipEndpoint endpoint = new LeadershipEndpoint(context.getBean(LeaderElection.class),
					() -> "not ready");
			assertThat(endpoint.leadership().problem()).isEqualTo("not ready");
		});
	}

	@Test
	@Tag("T32")
	void aGrantThatStartsNothingIsTold(CapturedOutput output) {
		this.decided.run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			election.grant("app");
			election.revoke("app", Revocation.YIELDED);
			election.grant("app");
			assertThat(output.getAll()).containsOnlyOnce("0 @LeaderOnly beans, 0 jobs");
		});
	}

	@Test
	@Tag("T32")
	void aGrantThatIsMeantIsNot(CapturedOutput output) {
		this.decided.withBean(Hearing.class).run((context) -> context.getBean(FakeElection.class).grant("app"));
		this.decided.withPropertyValues("consul.leader.roles=app")
			.run((context) -> context.getBean(FakeElection.class).grant("app"));
		this.decided.withUserConfiguration(Endless.class)
			.run((context) -> context.getBean(FakeElection.class).grant("app"));
		assertThat(output.getAll()).doesNotContain("0 @LeaderOnly beans");
	}

	@Test
	@Tag("T13")
	void leaderEventsAreHandledBeforeTheRoleGoesOnAlsoWhereEventsHaveAnExecutor() {
		this.decided.withBean(Hearing.class).withUserConfiguration(Elsewhere.class).run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			election.grant("app");
			election.revoke("app", Revocation.YIELDED);
			List<String> heard = context.getBean(Hearing.class).heard;
			assertThat(heard).containsExactly("OnGrantedEvent", "OnRevokedEvent");
			context.publishEvent("another");
			assertThat(heard).hasSize(2);
		});
	}

	@Test
	@Tag("T14")
	@Tag("T47")
	void theJvmIsKeptAliveWhileSomethingHereWaitsForARole() {
		ApplicationContextRunner runner = LeaderRunner.alone().withUserConfiguration(Endless.class);
		runner.run((context) -> assertThat(keepers()).isNotEmpty());
		await().until(() -> keepers().isEmpty());
		runner.withPropertyValues("consul.leader.keep-alive=false").run((context) -> assertThat(keepers()).isEmpty());
		runner.withPropertyValues("spring.main.keep-alive=false").run((context) -> assertThat(keepers()).isEmpty());
		LeaderRunner.alone()
			.withPropertyValues("consul.leader.roles=app")
			.run((context) -> assertThat(keepers()).isEmpty());
	}

	private static List<Thread> keepers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !thread.isDaemon() && thread.getName().equals("consul-leader-keep-alive"))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	static class Endless {

		@Bean
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

	static class Hearing {

		final List<String> heard = new CopyOnWriteArrayList<>();

		@EventListener
		void heard(AbstractLeaderEvent event) {
			this.heard.add(event.getClass().getSimpleName());
			assertThat(event.getContext().isLeader()).isEqualTo(!(event instanceof OnRevokedEvent));
		}

		@EventListener
		void heard(String event) {
			this.heard.add(event);
		}

	}

	/** Whatever its executor is given is lost. */
	@Configuration(proxyBeanMethods = false)
	static class Elsewhere {

		@Bean
		SimpleApplicationEventMulticaster applicationEventMulticaster() {
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			Executor nowhere = (task) -> {
			};
			multicaster.setTaskExecutor(nowhere);
			return multicaster;
		}

	}

}
