package io.github.consulleader.spring.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.Leaderships;
import io.github.consulleader.spring.autoconfigure.LeaderOnlyAutoConfiguration;
import io.github.consulleader.spring.election.FakeElection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

@Tag("F53")
class ScheduledGateTests {

	@ParameterizedTest
	@ValueSource(classes = { Jobs.OnMethod.class, Jobs.OnType.class, Jobs.FinalClass.class, Jobs.PrivateMethod.class,
			Jobs.Overriding.class, Jobs.Inheriting.class, Jobs.Repeated.class, Jobs.OnInterface.class,
			Jobs.Composed.class, Jobs.OnBeanMethod.class, Jobs.JdkProxy.class, Jobs.ClassProxy.class })
	void runsWhileWorkerOnly(Class<?> job) {
		GateRunner.with(Jobs.Plan.class, job).run(ScheduledGateTests::runsWhileWorkerOnly);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void runsWhileWorkerOnlyOnVirtualThreads() {
		GateRunner.with(Jobs.Plan.class, Jobs.OnType.class)
			.withPropertyValues("spring.threads.virtual.enabled=true")
			.run(ScheduledGateTests::runsWhileWorkerOnly);
	}

	private static void runsWhileWorkerOnly(ApplicationContext context) throws Exception {
		FakeElection election = context.getBean(FakeElection.class);
		AtomicInteger runs = counter(context).runs;
		assertThat(election.joined()).containsExactly("app");
		freeRuns(context, 20);
		assertThat(runs).hasValue(0);
		election.grant("app");
		await().untilAtomic(runs, greaterThan(3));
		election.revoke("app", Revocation.LOCK_LOST);
		freeRuns(context, 5);
		int atRevoke = runs.get();
		freeRuns(context, 20);
		assertThat(runs).hasValue(atRevoke);
	}

	/** Waits until the ungated job, which is due as often, has run so many times more. */
	private static void freeRuns(ApplicationContext context, int more) {
		AtomicInteger free = context.getBean(Jobs.Free.class).runs;
		int enough = free.get() + more;
		await().until(() -> free.get() >= enough);
	}

	private static Jobs.Counter counter(ApplicationContext context) {
		Jobs.Counter counter = context.getBean(Jobs.Counter.class);
		Object target = AopProxyUtils.getSingletonTarget(counter);
		return (target != null) ? (Jobs.Counter) target : counter;
	}

	@Test
	void resolvesPlaceholdersInTheRole() {
		GateRunner.with(Jobs.Plan.class, Named.class)
			.withPropertyValues("jobs.role=reports")
			.run((context) -> assertThat(context.getBean(FakeElection.class).joined()).containsExactly("reports"));
	}

	@Test
	void tellsARunItsTerm() {
		GateRunner.with(Jobs.Plan.class, TokenJob.class).run((context) -> {
			TokenJob job = context.getBean(TokenJob.class);
			context.getBean(FakeElection.class).grant("app");
			await().until(() -> job.tokens.size() > 2);
			assertThat(job.tokens).containsOnly(100L);
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(Leaderships.class).currentTerm());
		});
	}

	@Test
	void looksLikeTheUngatedRunToTheEndpointOfScheduledTasks() {
		List<String> names = new ArrayList<>();
		GateRunner.with(Jobs.Plan.class, Jobs.OnMethod.class)
			.run((context) -> context.getBean(ScheduledTaskHolder.class)
				.getScheduledTasks()
				.forEach((task) -> names.add(task.toString())));
		assertThat(names).anyMatch((name) -> name.endsWith("OnMethod.run"));
	}

	@Test
	void keepsTheSchedulerThatTheJobNames() {
		GateRunner.with(Jobs.Plan.class, Qualified.class).run((context) -> {
			context.getBean(FakeElection.class).grant("app");
			Qualified job = context.getBean(Qualified.class);
			await().until(() -> !job.threads.isEmpty());
			assertThat(job.threads).allMatch((name) -> name.startsWith("own-"));
		});
	}

	@Test
	void runsNothingWhereNoElectionIsHeld() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LeaderOnlyAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
			.withPropertyValues("consul.leader.enabled=false", "spring.application.name=app")
			.withUserConfiguration(Jobs.Plan.class, Jobs.OnMethod.class)
			.run((context) -> {
				freeRuns(context, 20);
				assertThat(counter(context).runs).hasValue(0);
				assertThat(context.getBean(Leaderships.class).of("app").isLeader()).isFalse();
			});
	}

	static class Named {

		@LeaderOnly("${jobs.role}")
		@Scheduled(fixedDelay = 1000)
		void run() {
		}

	}

	static class TokenJob {

		final List<Long> tokens = new CopyOnWriteArrayList<>();

		private final Leaderships leaderships;

		TokenJob(Leaderships leaderships) {
			this.leaderships = leaderships;
		}

		@LeaderOnly
		@Scheduled(fixedDelay = Jobs.DELAY)
		void run() {
			this.tokens.add(this.leaderships.currentTerm().token());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Qualified {

		final List<String> threads = new CopyOnWriteArrayList<>();

		@LeaderOnly
		@Scheduled(fixedDelay = Jobs.DELAY, scheduler = "own")
		void run() {
			this.threads.add(Thread.currentThread().getName());
		}

		@Bean
		ThreadPoolTaskScheduler taskScheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		ThreadPoolTaskScheduler own() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setThreadNamePrefix("own-");
			return scheduler;
		}

	}

}
