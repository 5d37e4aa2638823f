package io.github.consulleader.spring.gate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.autoconfigure.FailureAnalyses;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Where {@code @LeaderOnly} cannot be kept, the application does not start, and says why.
 */
@Tag("F53")
class RefusalTests {

	@ParameterizedTest
	@MethodSource
	void refuses(Class<?> bean, List<String> said, String wayOut) {
		GateRunner.with(Jobs.Plan.class).withBean("culprit", bean).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'culprit'").contains(said);
			assertThat(analysis.getAction()).contains(wayOut);
		});
	}

	static Stream<Arguments> refuses() {
		return Stream.of(arguments(Reactive.class, List.of("Reactive.run()", "reactive"), "return void"),
				arguments(Future.class, List.of("Future.run()", "asynchronous"), "return void"),
				arguments(AsyncJob.class, List.of("AsyncJob.run()", "asynchronous"), "without @Async"),
				arguments(PrimitiveJob.class, List.of("PrimitiveJob.run()", "primitive int"), "return void"),
				arguments(PrimitivePlain.class, List.of("PrimitivePlain.count()", "primitive boolean"), "return void"),
				arguments(PlainMethod.class, List.of("PlainMethod.work()", "neither"), "@Scheduled"),
				arguments(Idle.class, List.of("Idle", "neither"), "SmartLifecycle"),
				arguments(Runner.class, List.of("ApplicationRunner"), "bean of its own"),
				arguments(Listening.class, List.of("Listening.on()", "listener"), "bean of its own"),
				arguments(Messaging.class, List.of("Messaging.on()", "listener"), "bean of its own"),
				arguments(BadName.class, List.of("BadName.run()", "'/'"), "1 to 128"),
				arguments(SelfStarted.class, List.of("started itself"), "start()"));
	}

	@Test
	void refusesASchedulingProcessorThatKnowsNoGate() {
		GateRunner.with(OwnScheduling.class, Jobs.OnMethod.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("OnMethod", "OwnProcessor");
			assertThat(analysis.getAction()).contains("@EnableScheduling");
		});
	}

	@Test
	void leavesASchedulingProcessorAloneWhereNothingIsGated() {
		GateRunner.with(OwnScheduling.class, Jobs.Free.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesALifecycleProcessorThatKnowsNoGate() {
		GateRunner.with(OwnLifecycle.class, SelfStarted.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("SelfStarted", "lifecycleProcessor");
			assertThat(analysis.getAction()).contains("LeaderOnlyLifecycleProcessor");
		});
	}

	@Test
	void leavesALifecycleProcessorAloneWhereNothingIsGated() {
		GateRunner.with(OwnLifecycle.class, Jobs.Plan.class, Jobs.OnMethod.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void doesNotExplainWhatIsNotItsOwn() {
		assertThat(FailureAnalyses.orNull(new IllegalStateException("something else"))).isNull();
	}

	static class Reactive {

		@LeaderOnly
		@Scheduled(fixedDelay = 5)
		Mono<Void> run() {
			return Mono.empty();
		}

	}

	static class Future {

		@LeaderOnly
		@Scheduled(fixedDelay = 5)
		CompletableFuture<Void> run() {
			return CompletableFuture.completedFuture(null);
		}

	}

	@LeaderOnly
	static class AsyncJob {

		@Async
		@Scheduled(fixedDelay = 5)
		public void run() {
		}

	}

	static class PrimitiveJob {

		@LeaderOnly
		@Scheduled(fixedDelay = 5)
		int run() {
			return 0;
		}

	}

	static class PrimitivePlain {

		@LeaderOnly
		boolean count() {
			return true;
		}

	}

	static class PlainMethod {

		@LeaderOnly
		void work() {
		}

	}

	@LeaderOnly
	static class Idle {

	}

	@LeaderOnly
	static class Runner extends PlainSmart implements ApplicationRunner {

		@Override
		public void run(ApplicationArguments args) {
		}

	}

	@LeaderOnly
	static class Listening extends PlainSmart {

		@EventListener(ContextRefreshedEvent.class)
		void on() {
		}

	}

	@LeaderOnly
	static class Messaging extends PlainSmart {

		@MessageMapping("orders")
		void on() {
		}

	}

	static class BadName {

		@LeaderOnly("a/b")
		@Scheduled(fixedDelay = 5)
		void run() {
		}

	}

	@LeaderOnly
	static class SelfStarted extends PlainSmart {

		@SuppressWarnings("this-escape")
		SelfStarted() {
			start();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnScheduling {

		@Bean(TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)
		static OwnProcessor processor() {
			return new OwnProcessor();
		}

	}

	static class OwnProcessor extends ScheduledAnnotationBeanPostProcessor {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnLifecycle {

		@Bean
		DefaultLifecycleProcessor lifecycleProcessor() {
			return new DefaultLifecycleProcessor();
		}

	}

}
