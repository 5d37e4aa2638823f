package io.github.consulleader.spring.real;

import java.util.UUID;
import java.util.concurrent.locks.Lock;

import io.github.consulleader.ConsulMutexes;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.spring.autoconfigure.ConsulLockAutoConfiguration;
import io.github.consulleader.spring.autoconfigure.LeaderRunner;
import io.github.consulleader.spring.lock.ConsulLockRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.integration.support.locks.DefaultLockRegistry;
import org.springframework.integration.support.locks.LockRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lock registry as a bean; what it can do is tried where it lives.
 */
class LockRegistryTests {

	private final ApplicationContextRunner runner = LeaderRunner.alone()
		.withConfiguration(AutoConfigurations.of(ConsulLockAutoConfiguration.class));

	@Test
	@Tag("consul")
	void instancesExcludeEachOtherAndLeaveNoLockBehind() {
		ApplicationContextRunner instance = LeaderRunner.at(TestConsul.troubledAddress())
			.withConfiguration(AutoConfigurations.of(ConsulLockAutoConfiguration.class))
			.withPropertyValues("spring.application.name=locks-" + UUID.randomUUID());
		instance.run((a) -> {
			Lock held = a.getBean(LockRegistry.class).obtain("printer");
			assertThat(held.tryLock()).isTrue();
			instance.run((b) -> assertThat(b.getBean(LockRegistry.class).obtain("printer").tryLock()).isFalse());
		});
		instance.run((c) -> assertThat(c.getBean(LockRegistry.class).obtain("printer").tryLock()).isTrue());
	}

	@Test
	void costsNothingWhereNobodyAsksForIt() {
		this.runner.run((context) -> {
			assertThat(context.containsBean("consulLeaderLockRegistry")).isTrue();
			assertThat(context.getSourceApplicationContext().getBeanFactory().containsSingleton("consulLeaderMutexes"))
				.isFalse();
		});
	}

	@Test
	void stepsBackForAnotherRegistry() {
		this.runner.withBean(DefaultLockRegistry.class)
			.run((context) -> assertThat(context).doesNotHaveBean(ConsulLockRegistry.class)
				.doesNotHaveBean(ConsulMutexes.class));
	}

}
