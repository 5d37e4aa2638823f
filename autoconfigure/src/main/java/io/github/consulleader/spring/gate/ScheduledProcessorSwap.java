package io.github.consulleader.spring.gate;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.scheduling.annotation.SchedulingConfiguration;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Puts {@link LeaderGatedScheduledProcessor} where {@code @EnableScheduling} put its own
 * processor. Leaves anybody else's alone: {@link LeaderOnlyChecks} then refuses to start
 * with anything that it would have had to gate.
 */
public final class ScheduledProcessorSwap implements BeanDefinitionRegistryPostProcessor {

	private static final String NAME = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;

	/** Made by the auto-configuration. */
	public ScheduledProcessorSwap() {
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(NAME) && isSpringsOwn(registry.getBeanDefinition(NAME))) {
			RootBeanDefinition gated = new RootBeanDefinition(LeaderGatedScheduledProcessor.class);
			gated.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
			registry.removeBeanDefinition(NAME);
			registry.registerBeanDefinition(NAME, gated);
		}
	}

	private static boolean isSpringsOwn(BeanDefinition definition) {
		return SchedulingConfiguration.class.getName().equals(definition.getFactoryBeanName());
	}

}
