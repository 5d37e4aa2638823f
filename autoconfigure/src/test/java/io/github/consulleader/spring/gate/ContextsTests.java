package io.github.consulleader.spring.gate;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.autoconfigure.FailureAnalyses;
import io.github.consulleader.spring.autoconfigure.LeaderOnlyAutoConfiguration;
import io.github.consulleader.spring.election.FakeElection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

/**
 * MarkedBeans.Marked beans in the children of the context that holds the election, in
 * contexts made by hand, and in several at a time.
 */
class ContextsTests {

	@ParameterizedTest
	@ValueSource(classes = { Nothing.class, Election.class })
	@Tag("T3")
	void aChildThatSpringApplicationMakesIsGated(Class<?> more) throws Exception {
		try (ConfigurableApplicationContext child = parent().child(Jobs.Plan.class, MarkedBeans.Marked.class, more)
			.web(WebApplicationType.NONE)
			.run()) {
			FakeElection election = child.getBean(FakeElection.class);
			isGated(child, election);
			election.grant("app");
			works(child);
			revoke(election);
			isGated(child, election);
		}
	}

	@Test
	@Tag("T3")
	void aChildThatComesDuringATermStartsAtOnceAndStopsWithItsContext() throws Exception {
		try (ConfigurableApplicationContext parent = parent().sources(Early.class).run()) {
			FakeElection election = parent.getBean(FakeElection.class);
			election.grant("app");
			Ways.Smart poller;
			try (ConfigurableApplicationContext child = child(parent)) {
				works(child);
				poller = child.getBean(MarkedBeans.Poller.class);
				assertThat(parent.getBean(Ways.Smart.class).isRunning()).isTrue();
			}
			assertThat(poller.isRunning()).isFalse();
			assertThat(parent.getBean(Ways.Smart.class).isRunning()).isTrue();
			try (ConfigurableApplicationContext child = child(parent)) {
				works(child);
				revoke(election);
				assertThat(child.getBean(MarkedBeans.Poller.class).isRunning()).isFalse();
				assertThat(parent.getBean(Ways.Smart.class).isRunning()).isFalse();
			}
		}
	}

	private static ConfigurableApplicationContext child(ConfigurableApplicationContext parent) {
		return new SpringApplicationBuilder(Jobs.Plan.class, MarkedBeans.Marked.class).parent(parent)
			.web(WebApplicationType.NONE)
			.run();
	}

	@Test
	@Tag("T3")
	void aChildThatFailsToStartItsBeansGivesTheRoleUp() throws Exception {
		try (ConfigurableApplicationContext parent = parent().sources(Early.class).run()) {
			FakeElection election = parent.getBean(FakeElection.class);
			election.grant("app");
			try (ConfigurableApplicationContext child = new SpringApplicationBuilder(Failing.class).parent(parent)
				.web(WebApplicationType.NONE)
				.run()) {
				assertThat(child.isRunning()).isTrue();
				assertThat(election.yields("app")).isOne();
			}
		}
	}

	@Test
	@Tag("T4")
	void aJobInAChildMadeByHandIsRefused() {
		try (ConfigurableApplicationContext parent = parent().run();
				AnnotationConfigApplicationContext child = byHand(parent, Jobs.Plan.class)) {
			MarkedBeans.Runs runs = new MarkedBeans.Runs();
			child.registerBean("job", MarkedBeans.Job.class, () -> new MarkedBeans.Job(runs));
			Throwable failure = catchThrowable(child::refresh);
			assertThat(failure).hasMessageContainingAll("'job'", "Job.run()");
			FailureAnalysis analysis = FailureAnalyses.of(failure);
			assertThat(analysis.getDescription()).contains("'job'", "Job.run()", "without the gate");
			assertThat(analysis.getAction()).contains("LeaderOnlyAutoConfiguration");
			assertThat(runs.runs).hasValue(0);
		}
	}

	@Test
	@Tag("T4")
	void markedTypesAndBeanMethodsBringTheGateIntoAChildMadeByHand() throws Exception {
		try (ConfigurableApplicationContext parent = parent().run();
				AnnotationConfigApplicationContext child = byHand(parent, Jobs.Plan.class, MarkedBeans.Marked.class)) {
			child.refresh();
			FakeElection election = parent.getBean(FakeElection.class);
			isGated(child, election);
			election.grant("app");
			works(child);
			revoke(election);
			isGated(child, election);
		}
	}

	@Test
	@Tag("T4")
	void aChildMadeByHandThatKnowsOfItsMarksBySupertypesOnlyIsRefused() {
		try (ConfigurableApplicationContext parent = parent().run();
				AnnotationConfigApplicationContext child = byHand(parent, MarkedBeans.HeirOfAPoller.class)) {
			assertThatThrownBy(child::refresh).isInstanceOf(LeaderOnlyException.class)
				.hasMessageContainingAll("HeirOfAPoller", "without the gate");
		}
	}

	@Test
	@Tag("T4")
	void whereNoElectionIsInReachNothingRuns() {
		try (AnnotationConfigApplicationContext alone = new AnnotationConfigApplicationContext(Jobs.Plan.class,
				MarkedBeans.Marked.class)) {
			freeRuns(alone, 20);
			assertThat(alone.getBean(MarkedBeans.Runs.class).runs).hasValue(0);
			assertThat(alone.getBean(MarkedBeans.Poller.class).isRunning()).isFalse();
		}
	}

	@Test
	@Tag("T4")
	void contextsSideBySideHaveElectionsOfTheirOwn() throws Exception {
		try (ConfigurableApplicationContext one = parent().sources(Jobs.Plan.class, MarkedBeans.Marked.class).run();
				ConfigurableApplicationContext other = parent().sources(Jobs.Plan.class, MarkedBeans.Marked.class)
					.run()) {
			one.getBean(FakeElection.class).grant("app");
			works(one);
			isGated(other, other.getBean(FakeElection.class));
		}
	}

	private static SpringApplicationBuilder parent() {
		return new SpringApplicationBuilder(Election.class, Fake.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties("spring.main.banner-mode=off", "spring.application.name=app");
	}

	private static AnnotationConfigApplicationContext byHand(ApplicationContext parent, Class<?>... beans) {
		AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
		child.setParent(parent);
		child.register(beans);
		return child;
	}

	private static void isGated(ApplicationContext context, FakeElection election) {
		assertThat(election.joined()).contains("app");
		int before = context.getBean(MarkedBeans.Runs.class).runs.get();
		freeRuns(context, 20);
		assertThat(context.getBean(MarkedBeans.Runs.class).runs).hasValue(before);
		assertThat(context.getBean(MarkedBeans.Poller.class).isRunning()).isFalse();
		assertThat(context.getBean("made", Ways.Smart.class).isRunning()).isFalse();
	}

	private static void works(ApplicationContext context) {
		AtomicInteger runs = context.getBean(MarkedBeans.Runs.class).runs;
		await().untilAtomic(runs, greaterThan(runs.get() + 2));
		assertThat(context.getBean(MarkedBeans.Poller.class).isRunning()).isTrue();
		assertThat(context.getBean("made", Ways.Smart.class).isRunning()).isTrue();
	}

	private static void revoke(FakeElection election) {
		try {
			election.revoke("app", Revocation.YIELDED);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void freeRuns(ApplicationContext context, int more) {
		AtomicInteger free = context.getBean(Jobs.Free.class).runs;
		int enough = free.get() + more;
		await().until(() -> free.get() >= enough);
	}

	@Configuration(proxyBeanMethods = false)
	static class Early {

		@Bean
		@LeaderOnly
		Ways.Smart early() {
			return new Ways.Smart();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		@LeaderOnly
		SmartLifecycle failing() {
			return new Ways.Smart() {
				@Override
				public void start() {
					throw new IllegalStateException("no port left");
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class Fake {

		@Bean
		FakeElection election() {
			return new FakeElection();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	@ImportAutoConfiguration({ LeaderOnlyAutoConfiguration.class, LifecycleAutoConfiguration.class,
			TaskSchedulingAutoConfiguration.class })
	static class Election {

	}

}
