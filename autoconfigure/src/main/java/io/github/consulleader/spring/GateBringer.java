package io.github.consulleader.spring;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Always matches, and installs the gate in the context that asks. Conditions are the one
 * thing that Spring evaluates for types and {@code @Bean} methods alike before it makes
 * any bean, in contexts with and without auto-configuration.
 */
final class GateBringer implements Condition {

	/** By name, since the gate depends on this package. Also its bean's name. */
	private static final String INSTALLER = "io.github.consulleader.spring.gate.LeaderOnlyGateInstaller";

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		BeanDefinitionRegistry registry = context.getRegistry();
		if (!registry.containsBeanDefinition(INSTALLER)) {
			refuseLate(context.getBeanFactory());
			RootBeanDefinition installer = new RootBeanDefinition();
			installer.setBeanClassName(INSTALLER);
			installer.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
			registry.registerBeanDefinition(INSTALLER, installer);
		}
		return true;
	}

	private static void refuseLate(@Nullable ConfigurableListableBeanFactory beans) {
		if (beans != null && beans.isConfigurationFrozen()) {
			throw new IllegalStateException("A @LeaderOnly bean is registered in a context that was refreshed without "
					+ "the gate. Register it before the context is refreshed, or import LeaderOnlyAutoConfiguration.");
		}
	}

}
