package io.github.consulleader.spring.gate;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.scheduling.annotation.SchedulingConfiguration;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Installs the gate in a context: its parts, and the two processors that it puts in place
 * of Spring's own. Leaves anybody else's processors alone: {@link LeaderOnlyGate} then
 * refuses to start with anything that they would have had to gate.
 */
public final class LeaderOnlyGateInstaller implements BeanDefinitionRegistryPostProcessor {

	/** Its bean's name, by which a context with a gate is recognized. */
	static final String NAME = "io.github.consulleader.spring.gate.LeaderOnlyGateInstaller";

	private static final String SCHEDULING = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;

	private static final String LIFECYCLE = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME;

	/** Made by the context. */
	public LeaderOnlyGateInstaller() {
	}

	/**
	 * Installs the gate, if it is not there yet.
	 * @param registry of the context
	 */
	static void install(BeanDefinitionRegistry registry) {
		addIfAbsent(registry, NAME, LeaderOnlyGateInstaller.class);
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		addIfAbsent(registry, LeaderOnlyGate.NAME, LeaderOnlyGate.class);
		addIfAbsent(registry, MarkedMethodListenerFactory.class.getName(), MarkedMethodListenerFactory.class);
		addIfAbsent(registry, ChildContextCheck.class.getName(), ChildContextCheck.class);
		putProcessors(registry);
	}

	/** Once more, since others may have registered theirs in between. */
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory instanceof BeanDefinitionRegistry registry) {
			putProcessors(registry);
		}
	}

	private static void putProcessors(BeanDefinitionRegistry registry) {
		if (isFrom(SchedulingConfiguration.class, registry, SCHEDULING)) {
			replace(registry, SCHEDULING, LeaderGatedScheduledProcessor.class);
		}
		if (!registry.containsBeanDefinition(LIFECYCLE)
				|| isFrom(LifecycleAutoConfiguration.class, registry, LIFECYCLE)) {
			replace(registry, LIFECYCLE, LeaderOnlyLifecycleProcessor.class);
		}
	}

	private static boolean isFrom(Class<?> configuration, BeanDefinitionRegistry registry, String name) {
		return registry.containsBeanDefinition(name)
				&& configuration.getName().equals(registry.getBeanDefinition(name).getFactoryBeanName());
	}

	private static void replace(BeanDefinitionRegistry registry, String name, Class<?> type) {
		if (registry.containsBeanDefinition(name)) {
			registry.removeBeanDefinition(name);
		}
		addIfAbsent(registry, name, type);
	}

	private static void addIfAbsent(BeanDefinitionRegistry registry, String name, Class<?> type) {
		if (!registry.containsBeanDefinition(name)) {
			RootBeanDefinition definition = new RootBeanDefinition(type);
			definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
			registry.registerBeanDefinition(name, definition);
		}
	}

}
