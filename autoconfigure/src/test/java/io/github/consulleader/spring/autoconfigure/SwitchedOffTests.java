package io.github.consulleader.spring.autoconfigure;

import java.util.UUID;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.load.Census;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.spring.lock.ConsulLockRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.integration.support.locks.LockRegistry;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** What is switched off says by which property; the rest works. */
class SwitchedOffTests {

	private final ApplicationContextRunner runner = LeaderRunner.alone()
		.withConfiguration(AutoConfigurations.of(ConsulLockAutoConfiguration.class));

	private static FailureAnalysis analysis(AssertableApplicationContext context, String off) {
		return FailureAnalyses.of(context.getStartupFailure(), new MockEnvironment().withProperty(off, "false"));
	}

	@Test
	@Tag("T23")
	void aMissingLockRegistryNamesItsProperty() {
		this.runner.withPropertyValues("consul.leader.locks.enabled=false").withBean(Printer.class).run((context) -> {
			FailureAnalysis analysis = analysis(context, "consul.leader.locks.enabled");
			assertThat(analysis.getDescription()).contains(LockRegistry.class.getName(),
					"consul.leader.locks.enabled=false");
			assertThat(analysis.getAction()).contains("DefaultLockRegistry");
		});
	}

	@Test
	@Tag("T23")
	void aMissingElectionNamesItsProperty() {
		this.runner.withPropertyValues("consul.leader.enabled=false").withBean(Elector.class).run((context) -> {
			FailureAnalysis analysis = analysis(context, "consul.leader.enabled");
			assertThat(analysis.getDescription()).contains(LeaderElection.class.getName(),
					"consul.leader.enabled=false");
			assertThat(analysis.getAction()).contains("Leaderships");
		});
	}

	@Test
	@Tag("T23")
	void whatIsMissingForAnotherReasonIsLeftToOthers() {
		LeaderRunner.alone()
			.withBean(Printer.class)
			.run((context) -> assertThat(FailureAnalyses.orNull(context.getStartupFailure(), new MockEnvironment()))
				.isNull());
	}

	@Test
	@Tag("T23")
	void withoutAnElectionLeadershipIsThereAndNeverGranted() {
		this.runner.withPropertyValues("consul.leader.enabled=false").withBean(Worker.class).run((context) -> {
			Leadership leadership = context.getBean(Worker.class).leadership();
			assertThat(leadership.role().name()).isEqualTo("app");
			assertThat(leadership.isLeader()).isFalse();
			assertThat(leadership.status().problem()).contains("consul.leader.enabled=false");
		});
	}

	@Test
	@Tag("T29")
	@Tag("consul")
	void locksWorkWithoutElections() {
		String scope = "only-locks-" + UUID.randomUUID();
		ApplicationContextRunner instance = LeaderRunner.at(TestConsul.address())
			.withConfiguration(AutoConfigurations.of(ConsulLockAutoConfiguration.class))
			.withPropertyValues("spring.application.name=" + scope, "consul.leader.enabled=false");
		instance.withBean(Printer.class).run((a) -> {
			assertThat(a.getBean(Printer.class).locks().obtain("printer").tryLock()).isTrue();
			instance.run((b) -> assertThat(b.getBean(LockRegistry.class).obtain("printer").tryLock()).isFalse());
			assertThat(a).doesNotHaveBean(LeaderElection.class).hasSingleBean(ConsulLockRegistry.class);
			assertThat(Census.of(TestConsul.address(), scope).sessions()).as("that of the locks alone").isEqualTo(1);
		});
	}

	@Test
	@Tag("T29")
	void electionsWorkWithoutLocks() {
		this.runner.withPropertyValues("consul.leader.locks.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(LeaderElection.class)
				.doesNotHaveBean(LockRegistry.class));
	}

	@Test
	@Tag("T29")
	void withNeitherThereIsNoConnection() {
		this.runner.withPropertyValues("consul.leader.locks.enabled=false", "consul.leader.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConsulLeaderConnectionDetails.class));
	}

	record Printer(LockRegistry<?> locks) {

	}

	record Elector(LeaderElection election) {

	}

	record Worker(Leadership leadership) {

	}

}
