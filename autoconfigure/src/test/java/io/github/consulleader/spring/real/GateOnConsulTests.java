package io.github.consulleader.spring.real;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.spring.LeaderOnly;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Flows and the beans of child contexts run where the role is held, and nowhere else. */
@Tag("consul")
@Tag("T1")
@Tag("T3")
@Timeout(300)
class GateOnConsulTests {

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private static final int DELAY = 5;

	private final String scope = "gate-" + UUID.randomUUID();

	private final Story story = new Story();

	@Test
	void runOnTheWorkerAlone() {
		try (Instance one = Instance.start("one", this.scope, this.story, Flows.class);
				ConfigurableApplicationContext childOfOne = child(one)) {
			awaitWork(one, childOfOne);
			try (Instance two = Instance.start("two", this.scope, this.story, Flows.class);
					ConfigurableApplicationContext childOfTwo = child(two)) {
				awaitWork(one, childOfOne);
				assertThat(counts(two, childOfTwo)).containsExactly(0, 0);
				one.context().close();
				assertThat(childOfOne.isActive()).isFalse();
				awaitWork(two, childOfTwo);
			}
		}
	}

	private static void awaitWork(Instance instance, ConfigurableApplicationContext child) {
		List<Integer> before = counts(instance, child);
		await().atMost(GENEROUS)
			.untilAsserted(() -> assertThat(counts(instance, child)).allMatch((count) -> count > 0)
				.doesNotContainAnyElementsOf(before));
	}

	private static List<Integer> counts(Instance instance, ConfigurableApplicationContext child) {
		return List.of(instance.context().getBean(Polls.class).count().get(), child.getBean(Job.class).runs.get());
	}

	private static ConfigurableApplicationContext child(Instance instance) {
		return new SpringApplicationBuilder(Child.class).parent(instance.context())
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run();
	}

	record Polls(AtomicInteger count) {

		String poll() {
			return "message " + this.count.incrementAndGet();
		}

	}

	static class Job {

		final AtomicInteger runs = new AtomicInteger();

		@LeaderOnly
		@Scheduled(fixedDelay = DELAY)
		void run() {
			this.runs.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Flows {

		@Bean
		Polls polls() {
			return new Polls(new AtomicInteger());
		}

		@Bean
		@LeaderOnly
		IntegrationFlow polling(Polls polls) {
			return IntegrationFlow
				.fromSupplier(polls::poll, (source) -> source.poller((poller) -> poller.fixedDelay(DELAY)))
				.handle((message) -> {
				})
				.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Child {

		@Bean
		Job job() {
			return new Job();
		}

	}

}
