package io.github.consulleader.spring.gate;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Installs the gate in every context that {@code SpringApplication} makes, parents and
 * children included, with or without auto-configuration.
 */
public final class LeaderOnlyGateInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** Made by {@code SpringApplication}. */
	public LeaderOnlyGateInitializer() {
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (context instanceof BeanDefinitionRegistry registry) {
			LeaderOnlyGateInstaller.install(registry);
		}
	}

}
