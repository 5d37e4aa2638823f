package io.github.consulleader.spring.gate;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.spring.autoconfigure.FailureAnalyses;
import io.github.consulleader.spring.election.FakeElection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

/**
 * Relatives of what strangers tried: rarer ways for a bean to come to be, to be called,
 * or to have nothing to do.
 */
class VariantsTests {

	private final ApplicationContextRunner runner = GateRunner.with(Jobs.Plan.class);

	@Test
	@Tag("T6")
	void holdsWhatAFactoryBeanMakesThatDoesNotSayWhat() {
		this.runner.withUserConfiguration(Variants.SilentFactory.class).run(VariantsTests::startsOnGrant);
		this.runner.withBean("maker", Variants.MarkedSilent.class).run(VariantsTests::startsOnGrant);
		this.runner.withUserConfiguration(Variants.HiddenProduct.class).run(VariantsTests::startsOnGrant);
		this.runner.withUserConfiguration(Variants.SilentJob.class).run(VariantsTests::startsOnGrant);
	}

	@Test
	@Tag("T6")
	void refusesALifecycleThatIsNoBeanOfItsOwn() {
		refused(this.runner.withInitializer((context) -> {
			RootBeanDefinition holder = new RootBeanDefinition(Variants.Holder.class);
			holder.getPropertyValues().add("inner", new RootBeanDefinition(Variants.MarkedSmart.class));
			((GenericApplicationContext) context).registerBeanDefinition("holder", holder);
		}), "inner bean", "Declare it as a bean");
		this.runner.run((context) -> {
			AutowireCapableBeanFactory beans = context.getAutowireCapableBeanFactory();
			assertThatThrownBy(() -> beans.createBean(Variants.MarkedSmart.class))
				.hasRootCauseInstanceOf(LeaderOnlyException.class);
		});
	}

	@Test
	@Tag("T33")
	void joinsTheRoleOfWhatIsRegisteredLateWithInitMethods() {
		this.runner.run((context) -> {
			RootBeanDefinition late = new RootBeanDefinition(Variants.MarkedByMethod.class);
			late.setInitMethodName("open");
			late.setDestroyMethodName("shut");
			((GenericApplicationContext) context.getSourceApplicationContext()).registerBeanDefinition("late", late);
			Ways.Counted bean = context.getBean("late", Ways.Counted.class);
			assertThat(bean.calls()).hasValue(0);
			context.getBean(FakeElection.class).grant("app");
			assertThat(bean.calls()).hasValue(1);
		});
	}

	@Test
	@Tag("T2")
	void refusesWhatIsCalledByASuperclassOrAName() {
		refused(this.runner.withBean("culprit", Variants.MarkedHealth.class), "'culprit'", "runIfLeader");
		refused(this.runner.withBean("culprit", Variants.Managed.class), "MBean", "runIfLeader");
	}

	@Test
	@Tag("T1")
	void refusesAFlowThatBeginsWithAPublisher() {
		refused(this.runner.withUserConfiguration(Variants.Integration.class, Variants.Publishing.class), "Publisher",
				"polled");
	}

	@Test
	@Tag("T6")
	void refusesAJobThatSpringWouldNotSchedule() {
		refused(this.runner.withBean(Variants.Infrastructure.class), "AopInfrastructureBean", "Do not let it");
	}

	@Test
	@Tag("T33")
	void refusesWhatRunsWhileItIsMadeBeforeItRuns() {
		Ways.Called called = new Ways.Called();
		refused(this.runner.withBean(Ways.Called.class, () -> called).withUserConfiguration(Variants.Invoking.class),
				"MethodInvokingBean", "Leadership");
		assertThat(called.calls()).hasValue(0);
	}

	@Test
	@Tag("T33")
	void refusesAThreadWhichCanBeStartedOnce() {
		refused(this.runner.withUserConfiguration(Variants.Threading.class), "started once", "SmartLifecycle");
	}

	@Test
	@Tag("T6")
	void refusesABeanOfSeveralRoles() {
		refused(this.runner.withBean(Variants.OfBoth.class), "several roles, 'a' and 'b'", "Keep one");
		refused(this.runner.withUserConfiguration(Variants.MadeForAnother.class), "several roles, 'c' and 'd'",
				"Keep one");
		this.runner.withBean(Variants.OfOne.class).run((context) -> {
			context.getBean(FakeElection.class).grant("c");
			assertThat(context.getBean(Variants.OfOne.class).isRunning()).isTrue();
		});
	}

	@Test
	@Tag("T1")
	void refusesAFlowThatDelays() {
		refused(this.runner.withUserConfiguration(Variants.Integration.class, Variants.Delaying.class), "delay(..)",
				"flow of its own");
	}

	@Test
	@Tag("T1")
	void holdsAFlowThatIsTappedAndLogged() {
		this.runner.withUserConfiguration(Variants.Integration.class, Variants.Tapped.class).run((context) -> {
			assertThat(context).hasNotFailed();
			AtomicInteger taps = context.getBean(Ways.Called.class).calls();
			freeRuns(context);
			assertThat(taps).hasValue(0);
			FakeElection election = context.getBean(FakeElection.class);
			election.grant("app");
			await().untilAtomic(taps, greaterThan(2));
			election.revoke("app", Revocation.YIELDED);
			int then = taps.get();
			freeRuns(context);
			assertThat(taps).hasValue(then);
		});
	}

	@Test
	@Tag("T7")
	void aJobThatIsSwitchedOffJoinsNoRole() {
		ApplicationContextRunner jobs = this.runner.withBean(Variants.CronJob.class).withBean(Variants.CronType.class);
		jobs.withPropertyValues("jobs.cron=-")
			.run((context) -> assertThat(context.getBean(FakeElection.class).joined()).isEmpty());
		jobs.withPropertyValues("jobs.cron=0 0 3 * * *")
			.run((context) -> assertThat(context.getBean(FakeElection.class).joined()).containsExactly("nightly",
					"reports"));
	}

	@Test
	@Tag("T8")
	void aDelayThatNoSchedulerTakesFailsTheStartAndNotTheGrant() {
		this.runner.withBean(Variants.NegativeDelay.class).run((context) -> assertThat(context).hasFailed());
	}

	@Test
	@Tag("T31")
	void conditionsOfSpringsProjectsAreNoCallers() {
		this.runner.withUserConfiguration(Variants.Conditional.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(FakeElection.class).joined()).containsExactly("app");
		});
	}

	private static void startsOnGrant(ApplicationContext context) throws Exception {
		AtomicInteger calls = ((Ways.Counted) context.getBean("maker")).calls();
		FakeElection election = context.getBean(FakeElection.class);
		assertThat(election.joined()).containsExactly("app");
		assertThat(calls).hasValue(0);
		election.grant("app");
		await().untilAtomic(calls, greaterThan(0));
		election.revoke("app", Revocation.YIELDED);
	}

	private static void freeRuns(ApplicationContext context) {
		AtomicInteger free = context.getBean(Jobs.Free.class).runs;
		int enough = free.get() + 20;
		await().until(() -> free.get() >= enough);
	}

	private static void refused(ApplicationContextRunner runner, String problem, String wayOut) {
		runner.run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(problem);
			assertThat(analysis.getAction()).contains(wayOut);
		});
	}

}
