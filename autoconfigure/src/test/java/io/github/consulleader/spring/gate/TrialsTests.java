package io.github.consulleader.spring.gate;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.Leaderships;
import io.github.consulleader.spring.autoconfigure.FailureAnalyses;
import io.github.consulleader.spring.election.FakeElection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.InboundChannelAdapter;
import org.springframework.integration.annotation.Poller;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

/**
 * What applications were seen to do that got round the gate, in one context.
 */
class TrialsTests {

	@Test
	@Tag("T1")
	void onlyTheWorkerPollsTheSourceOfAFlow() {
		pollsOnTheWorkerOnly(GateRunner.with(Jobs.Plan.class, PolledFlows.Flows.class));
	}

	@Test
	@Tag("T1")
	void aMessageSourceThatIsPolledByAnnotationIsRefused() {
		GateRunner.with(Jobs.Plan.class).withBean("poller", PollingMethod.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'poller'", "PollingMethod.next()", "InboundChannelAdapter");
			assertThat(analysis.getAction()).contains("IntegrationFlow", "@Role", "autoStartup");
		});
	}

	@Test
	@Tag("T1")
	void anEndpointThatIsMadeByABeanMethodIsRefused() {
		GateRunner.with(Jobs.Plan.class, PolledBean.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'messages'");
			assertThat(analysis.getAction()).isNotBlank();
		});
	}

	@Test
	@Tag("T25")
	void onlyTheWorkerPollsTheSourceOfAFlowAdapter() {
		pollsOnTheWorkerOnly(
				GateRunner.with(Jobs.Plan.class, PolledFlows.Integration.class, PolledFlows.FlowAdapter.class));
	}

	@Test
	@Tag("T2")
	void aTypeThatConfiguresTheSchedulerIsRefused() {
		GateRunner.with(Jobs.Plan.class).withBean("tasks", Configuring.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'tasks'", "SchedulingConfigurer");
			assertThat(analysis.getAction()).contains("bean of its own");
		});
	}

	@Test
	@Tag("T5")
	void anAsynchronousSubclassOfAJobIsRefused() {
		GateRunner.with(Jobs.Plan.class, Asynchronous.class).withBean("jobs", AsyncJobs.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'jobs'", "Base.run()", "asynchronous");
			assertThat(analysis.getAction()).contains("@Async");
		});
	}

	@Test
	@Tag("T6")
	void aBeanThatDeclaresLessThanItIsJoinsItsRoleAndStarts() {
		GateRunner.with(Hidden.class).run((context) -> {
			Ways.Smart poller = (Ways.Smart) context.getBean("poller");
			assertThat(context.getBean(FakeElection.class).joined()).contains("billing");
			assertThat(poller.isRunning()).isFalse();
			context.getBean(FakeElection.class).grant("billing");
			assertThat(poller.isRunning()).isTrue();
			context.getBean(FakeElection.class).revoke("billing", Revocation.YIELDED);
			assertThat(poller.isRunning()).isFalse();
		});
	}

	@Test
	@Tag("T9")
	void aJobThatNothingSchedulesIsRefused() {
		GateRunner.with().withBean("job", Jobs.OnMethod.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'job'", "OnMethod.run()", "never run");
			assertThat(analysis.getAction()).contains("@EnableScheduling");
		});
	}

	@Test
	@Tag("T33")
	void whatItsInitMethodStartsIsStartedOnGrantAndStoppedOnRevoke() {
		GateRunner.with(ThirdParty.class).run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			Client client = context.getBean(Client.class);
			assertThat(client.started).hasValue(0);
			election.grant("app");
			assertThat(client.started).hasValue(1);
			assertThat(client.stopped).hasValue(0);
			election.revoke("app", Revocation.YIELDED);
			assertThat(client.stopped).hasValue(1);
			election.grant("app");
			assertThat(client.started).hasValue(2);
			election.revoke("app", Revocation.YIELDED);
			context.getSourceApplicationContext().close();
			assertThat(client.stopped).hasValue(2);
		});
	}

	@Test
	@Tag("T33")
	void whatNothingWouldStopIsRefusedBeforeItStarts() {
		AtomicInteger started = new AtomicInteger();
		GateRunner.with(WithoutEnd.class).withBean("count", AtomicInteger.class, () -> started).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'client'", "start()");
			assertThat(analysis.getAction()).contains("destroyMethod");
		});
		assertThat(started).hasValue(0);
	}

	private static void pollsOnTheWorkerOnly(ApplicationContextRunner runner) {
		runner.run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			AtomicInteger polls = context.getBean(PolledFlows.Polls.class).polls();
			freeRuns(context, 20);
			assertThat(polls).hasValue(0);
			election.grant("app");
			await().untilAtomic(polls, greaterThan(3));
			election.revoke("app", Revocation.YIELDED);
			int atRevoke = polls.get();
			freeRuns(context, 20);
			assertThat(polls).hasValue(atRevoke);
		});
		runner.withPropertyValues("consul.leader.enabled=false").run((context) -> {
			freeRuns(context, 20);
			assertThat(context.getBean(PolledFlows.Polls.class).polls()).hasValue(0);
			assertThat(context.getBean(Leaderships.class).of("app").isLeader()).isFalse();
		});
	}

	private static void freeRuns(ApplicationContext context, int more) {
		AtomicInteger free = context.getBean(Jobs.Free.class).runs;
		int enough = free.get() + more;
		await().until(() -> free.get() >= enough);
	}

	@LeaderOnly
	static class PollingMethod extends Ways.Smart {

		@InboundChannelAdapter(channel = "orders", poller = @Poller(fixedDelay = "2"))
		String next() {
			return "next";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PolledBean {

		@Bean
		@LeaderOnly
		@InboundChannelAdapter(channel = "orders", poller = @Poller(fixedDelay = "2"))
		SmartLifecycle messages() {
			return new Ways.Smart();
		}

	}

	@LeaderOnly
	static class Configuring implements SchedulingConfigurer {

		@Override
		public void configureTasks(ScheduledTaskRegistrar registrar) {
			throw new AssertionError("configured");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Asynchronous {

	}

	static class Base {

		@LeaderOnly
		@Scheduled(fixedDelay = Jobs.DELAY)
		public void run() {
			throw new AssertionError("run");
		}

	}

	@Async
	static class AsyncJobs extends Base {

	}

	@LeaderOnly("billing")
	static class Billing extends Ways.Smart {

	}

	@Configuration(proxyBeanMethods = false)
	static class Hidden {

		@Bean
		SmartLifecycle poller() {
			return new Billing();
		}

		@Bean
		String askingFirst(Leaderships leaderships) {
			return leaderships.toString();
		}

	}

	/** Knows no Spring. */
	static class Client {

		final AtomicInteger started = new AtomicInteger();

		final AtomicInteger stopped = new AtomicInteger();

		public void start() {
			this.started.incrementAndGet();
		}

		public void stop() {
			this.stopped.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ThirdParty {

		@Bean(initMethod = "start", destroyMethod = "stop")
		@LeaderOnly
		Client client() {
			return new Client();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithoutEnd {

		@Bean(initMethod = "start")
		@LeaderOnly
		Starting client(AtomicInteger count) {
			return new Starting(count);
		}

	}

	record Starting(AtomicInteger count) {

		public void start() {
			this.count.incrementAndGet();
		}

	}

}
