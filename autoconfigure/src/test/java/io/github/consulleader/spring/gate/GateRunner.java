package io.github.consulleader.spring.gate;

import io.github.consulleader.spring.autoconfigure.LeaderOnlyAutoConfiguration;
import io.github.consulleader.spring.election.FakeElection;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * A context whose election the test decides.
 */
final class GateRunner {

	private GateRunner() {
	}

	static ApplicationContextRunner with(Class<?>... configurations) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LeaderOnlyAutoConfiguration.class,
					LifecycleAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
			.withPropertyValues("spring.application.name=app")
			.withBean(FakeElection.class, FakeElection::new)
			.withUserConfiguration(configurations);
	}

}
