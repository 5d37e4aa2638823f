package io.github.consulleader.spring.autoconfigure;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.spring.ConsulLeaderInitiator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.integration.support.locks.LockRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Names of our beans leave room for those of applications. */
@Tag("T20")
class BeanNameTests {

	/**
	 * Spring Boot names a health contributor after its bean; ours is {@code leader}. It
	 * gives way to a bean of this name.
	 */
	private static final String CONTRIBUTOR = "leaderHealthIndicator";

	private final ApplicationContextRunner runner = LeaderRunner.alone()
		.withConfiguration(AutoConfigurations.of(ConsulLockAutoConfiguration.class));

	@Test
	void allBeansCarryThePrefix() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=*", "consul.leader.fail-fast=false")
			.run((context) -> {
				List<String> ours = ours(context.getSourceApplicationContext().getBeanFactory());
				assertThat(ours).hasSizeGreaterThan(15)
					.allSatisfy((name) -> assertThat(name).startsWith("consulLeader"));
			});
	}

	private static List<String> ours(ConfigurableListableBeanFactory beans) {
		return Stream.of(beans.getBeanDefinitionNames())
			.filter((name) -> isOurs(beans.getBeanDefinition(name)))
			.filter((name) -> !name.equals(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME))
			.filter((name) -> !name.equals(CONTRIBUTOR))
			.toList();
	}

	private static boolean isOurs(BeanDefinition definition) {
		String declaredBy = (definition.getFactoryBeanName() != null) ? definition.getFactoryBeanName()
				: definition.getBeanClassName();
		return definition.getFactoryMethodName() != null && String.valueOf(declaredBy).contains("consulleader")
				&& !String.valueOf(declaredBy).contains("Tests");
	}

	@Test
	void namesThatApplicationsUseAreFree() {
		ApplicationContextRunner crowded = this.runner;
		for (String name : List.of("leaderElection", "leaderInitiator", "leaderships", "leadership", "lockRegistry",
				"consulLockRegistry", "leaderEventPublisher", "leadershipEndpoint", "consulMutexes")) {
			crowded = crowded.withBean(name, String.class, () -> name);
		}
		crowded.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ConsulLeaderInitiator.class));
	}

	@Test
	@Tag("consul")
	void springIntegrationsInitiatorLivesBesideOurs() {
		LeaderRunner.at(TestConsul.address())
			.withConfiguration(AutoConfigurations.of(ConsulLockAutoConfiguration.class))
			.withPropertyValues("spring.application.name=both-" + UUID.randomUUID())
			.withUserConfiguration(Documented.class)
			.run((context) -> {
				LockRegistryLeaderInitiator theirs = context.getBean("leaderInitiator",
						LockRegistryLeaderInitiator.class);
				assertThat(context).hasSingleBean(ConsulLeaderInitiator.class);
				await().until(() -> theirs.getContext().isLeader());
			});
	}

	/** As Spring Integration's reference has it. */
	@Configuration(proxyBeanMethods = false)
	static class Documented {

		@Bean
		LockRegistryLeaderInitiator leaderInitiator(LockRegistry<?> locks) {
			return new LockRegistryLeaderInitiator(locks, new DefaultCandidate("me", "theirs"));
		}

	}

}
