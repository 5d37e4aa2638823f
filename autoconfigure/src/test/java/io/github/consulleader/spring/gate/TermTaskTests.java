package io.github.consulleader.spring.gate;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.election.FakeElection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

/**
 * The time of leader-only jobs counts from the grant.
 */
@Tag("T8")
class TermTaskTests {

	@Test
	void aOneTimeTaskRunsOnceOnTheWorker() {
		GateRunner.with(Jobs.Plan.class, Once.class).run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			AtomicInteger runs = context.getBean(Once.class).runs;
			freeRuns(context);
			assertThat(runs).hasValue(0);
			election.grant("app");
			await().untilAtomic(runs, is(1));
			election.revoke("app", Revocation.YIELDED);
			election.grant("app");
			freeRuns(context);
			assertThat(runs).hasValue(1);
		});
	}

	@Test
	void aOneTimeTaskWhoseTermEndedBeforeItsDelayRunsInTheNext() {
		GateRunner.with(Jobs.Plan.class, Late.class).run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			Late late = context.getBean(Late.class);
			election.grant("app");
			election.revoke("app", Revocation.YIELDED);
			freeRuns(context);
			assertThat(late.runs).hasValue(0);
			election.grant("app");
			await().untilAtomic(late.runs, is(1));
		});
	}

	@Test
	void aPeriodicTaskBeginsAfreshWithEachTermHoweverLongItsPeriod() {
		GateRunner.with(Jobs.Plan.class, Rare.class).run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			Rare rare = context.getBean(Rare.class);
			freeRuns(context);
			for (int term = 1; term <= 3; term++) {
				election.grant("app");
				await().untilAtomic(rare.atRate, is(term));
				await().untilAtomic(rare.withDelay, is(term));
				await().untilAtomic(rare.delayedFirst, is(term));
				election.revoke("app", Revocation.YIELDED);
			}
			freeRuns(context);
			assertThat(rare.atRate).hasValue(3);
		});
	}

	@Test
	void isShownAndEndsWithItsContext() {
		GateRunner.with(Jobs.Plan.class, Rare.class).run((context) -> {
			assertThat(context.getBean(ScheduledTaskHolder.class).getScheduledTasks()).hasSize(4)
				.anyMatch((task) -> task.toString().endsWith("Rare.everyHour"));
			context.getBean(FakeElection.class).grant("app");
			await().untilAtomic(context.getBean(Rare.class).atRate, is(1));
			assertThat(context.getBean(ScheduledTaskHolder.class).getScheduledTasks())
				.filteredOn((task) -> task.toString().endsWith("Rare.everyHour"))
				.singleElement()
				.satisfies((task) -> await().until(() -> task.nextExecution() != null));
		});
	}

	@Test
	void runsOnTheSchedulerThatItNames() {
		GateRunner.with(Jobs.Plan.class, Named.class).run((context) -> {
			context.getBean(FakeElection.class).grant("app");
			Named named = context.getBean(Named.class);
			await().until(() -> named.thread != null);
			assertThat(named.thread).startsWith("own-");
		});
	}

	private static void freeRuns(ApplicationContext context) {
		AtomicInteger free = context.getBean(Jobs.Free.class).runs;
		int enough = free.get() + 20;
		await().until(() -> free.get() >= enough);
	}

	static class Once {

		final AtomicInteger runs = new AtomicInteger();

		@LeaderOnly
		@Scheduled(initialDelay = 1)
		void run() {
			this.runs.incrementAndGet();
		}

	}

	static class Late {

		final AtomicInteger runs = new AtomicInteger();

		@LeaderOnly
		@Scheduled(initialDelay = 1, timeUnit = TimeUnit.SECONDS)
		void run() {
			this.runs.incrementAndGet();
		}

	}

	static class Rare {

		final AtomicInteger atRate = new AtomicInteger();

		final AtomicInteger withDelay = new AtomicInteger();

		final AtomicInteger delayedFirst = new AtomicInteger();

		@LeaderOnly
		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		void everyHour() {
			this.atRate.incrementAndGet();
		}

		@LeaderOnly
		@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
		void anHourLater() {
			this.withDelay.incrementAndGet();
		}

		@LeaderOnly
		@Scheduled(fixedRate = 3_600_000, initialDelay = 1)
		void delayed() {
			this.delayedFirst.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Named {

		volatile String thread;

		@LeaderOnly
		@Scheduled(initialDelay = 1, scheduler = "own")
		void run() {
			this.thread = Thread.currentThread().getName();
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
