package io.github.consulleader.spring.gate;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Installs the gate in the context of the configuration that imports this.
 */
public final class LeaderOnlyGateRegistrar implements ImportBeanDefinitionRegistrar {

	/** Made by the context. */
	public LeaderOnlyGateRegistrar() {
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		LeaderOnlyGateInstaller.install(registry);
	}

}
