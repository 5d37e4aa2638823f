package io.github.consulleader.spring.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Turns Spring Cloud Consul's own health indicator off where only our starter brought it
 * along: it calls Consul while the probe waits, so a Consul that hangs takes every
 * instance down. Left as it is where the application uses Spring Cloud Consul for
 * discovery or configuration, or sets {@code management.health.consul.enabled}.
 */
final class QuietConsulHealth implements EnvironmentPostProcessor, Ordered {

	private static final String PROPERTY = "management.health.consul.enabled";

	private static final String DISCOVERY = "org.springframework.cloud.consul.discovery.ConsulDiscoveryClient";

	private static final String CONFIG = "org.springframework.cloud.consul.config.ConsulConfigDataLoader";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		ClassLoader loader = application.getClassLoader();
		if (!environment.containsProperty(PROPERTY) && !ClassUtils.isPresent(DISCOVERY, loader)
				&& !ClassUtils.isPresent(CONFIG, loader)) {
			environment.getPropertySources().addLast(new MapPropertySource("consulLeader", Map.of(PROPERTY, false)));
		}
	}

	/** After the application's own files were read. */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
