package io.github.consulleader.spring.gate;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.autoconfigure.FailureAnalyses;
import io.github.consulleader.spring.autoconfigure.LeaderOnlyAutoConfiguration;
import io.github.consulleader.spring.election.FakeElection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.annotation.Order;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.context.IntegrationFlowContext;
import org.springframework.javapoet.ClassName;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

/**
 * Beans that come and go in less usual ways, and what is not to be refused.
 */
class GateEdgesTests {

	private final ApplicationContextRunner runner = GateRunner.with(Jobs.Plan.class);

	@ParameterizedTest
	@ValueSource(classes = { Harmless.class, HarmlessMethod.class })
	void refusesNoAnnotationThatLetsNobodyCall(Class<?> bean) {
		this.runner.withBean("culprit", bean).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesATypeThatMakesBeans() {
		refused(this.runner.withBean("culprit", Maker.class), "Maker.made()", "@Bean methods");
	}

	@Test
	@Tag("T5")
	void refusesWhateverMakesAJobAsynchronous() {
		refused(this.runner.withUserConfiguration(OwnAsync.class).withBean("culprit", Background.class), "asynchronous",
				"@Async");
	}

	@Test
	void refusesASchedulerThatWasAddedByHand() {
		refused(this.runner
			.withInitializer((context) -> context.addBeanFactoryPostProcessor(
					(beans) -> beans.addBeanPostProcessor(new ScheduledAnnotationBeanPostProcessor())))
			.withBean("culprit", Jobs.OnMethod.class), "by hand", "@EnableScheduling");
	}

	@Test
	void refusesALifecycleBeanThatSpringWouldNotStart() {
		refused(this.runner.withUserConfiguration(PrototypeLifecycle.class), "prototype", "singleton");
	}

	@Test
	void gatesScheduledBeansOfOtherScopes() {
		this.runner.withUserConfiguration(ScopedJobs.Scoped.class).run((context) -> {
			assertThat(context).hasNotFailed();
			AtomicInteger runs = context.getBean(ScopedJobs.Counting.class).runs();
			context.getBean("prototype");
			freeRuns(context);
			assertThat(runs).hasValue(0);
			context.getBean(FakeElection.class).grant("app");
			await().untilAtomic(runs, greaterThan(3));
		});
	}

	@Test
	@Tag("T1")
	void refusesAFlowThatIsRegisteredAtRunTime() {
		this.runner.withUserConfiguration(Integration.class).run((context) -> {
			IntegrationFlowContext flows = context.getBean(IntegrationFlowContext.class);
			IntegrationFlow flow = new MarkedFlow();
			assertThatThrownBy(() -> flows.registration(flow).register()).isInstanceOf(LeaderOnlyException.class);
		});
	}

	@Test
	@Tag("T1")
	void holdsASingleEndpointOfSpringIntegration() {
		this.runner.withUserConfiguration(Integration.class, Lambda.class).run((context) -> {
			SmartLifecycle flow = (SmartLifecycle) context.getBean("lambda");
			assertThat(flow.isRunning()).isFalse();
			context.getBean(FakeElection.class).grant("app");
			assertThat(flow.isRunning()).isTrue();
		});
	}

	@Test
	@Tag("T6")
	void isThereInAContextThatWasPreparedAheadOfTime() throws Exception {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Jobs.Plan.class, LeaderOnlyAutoConfiguration.class, Hidden.class);
			InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get(GateEdgesTests.class)), files);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			StringBuilder sources = new StringBuilder();
			for (String path : files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).keySet()) {
				sources.append(files.getGeneratedFileContent(GeneratedFiles.Kind.SOURCE, path));
			}
			assertThat(sources).contains("LeaderOnlyGateInstaller", "LeaderOnlyGate", "LeaderGatedScheduledProcessor",
					"LeaderOnlyLifecycleProcessor", "MarkedMethodListenerFactory");
		}
	}

	private static void refused(ApplicationContextRunner runner, String problem, String wayOut) {
		runner.run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'culprit'", problem);
			assertThat(analysis.getAction()).contains(wayOut);
		});
	}

	private static void freeRuns(ApplicationContext context) {
		AtomicInteger free = context.getBean(Jobs.Free.class).runs;
		int enough = free.get() + 20;
		await().until(() -> free.get() >= enough);
	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface OfTheApplication {

	}

	@Service
	@LeaderOnly
	@Order(1)
	@OfTheApplication
	static class Harmless extends Ways.Smart {

		@Transactional
		@OfTheApplication
		public void work() {
			called();
		}

	}

	static class HarmlessMethod {

		@LeaderOnly
		@OfTheApplication
		@Transactional
		@Scheduled(fixedDelay = Jobs.DELAY)
		public void run() {
		}

	}

	@LeaderOnly
	static class Maker extends Ways.Smart {

		@Bean
		String made() {
			return "made";
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface InBackground {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync(annotation = InBackground.class, proxyTargetClass = true)
	static class OwnAsync {

	}

	static class Background {

		@LeaderOnly
		@InBackground
		@Scheduled(fixedDelay = Jobs.DELAY)
		public void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeLifecycle {

		@Bean
		@Scope("prototype")
		@LeaderOnly
		Ways.Smart culprit() {
			return new Ways.Smart();
		}

		@Bean
		String user(Ways.Smart culprit) {
			return culprit.toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Integration {

	}

	@Configuration(proxyBeanMethods = false)
	static class Lambda {

		@Bean
		@LeaderOnly
		IntegrationFlow lambda() {
			return (flow) -> flow.handle((message) -> {
			});
		}

	}

	@LeaderOnly
	static class MarkedFlow extends Ways.FlowAdapter {

	}

	@Configuration(proxyBeanMethods = false)
	static class Hidden {

		@Bean
		@LeaderOnly
		Object hidden() {
			return new Ways.Smart();
		}

		@Bean
		Jobs.OnMethod job() {
			return new Jobs.OnMethod();
		}

	}

}
