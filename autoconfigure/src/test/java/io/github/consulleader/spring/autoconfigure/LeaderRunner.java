package io.github.consulleader.spring.autoconfigure;

import java.net.URI;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.consul.ConsulAutoConfiguration;

/**
 * Contexts with all of our auto-configurations.
 */
public final class LeaderRunner {

	/** The discard port: nobody answers, at once. */
	public static final URI NOBODY = URI.create("http://127.0.0.1:9");

	private LeaderRunner() {
	}

	/** An application that cannot reach Consul. */
	public static ApplicationContextRunner alone() {
		return at(NOBODY).withPropertyValues("spring.application.name=app");
	}

	/** An application without a name. */
	public static ApplicationContextRunner at(URI consul) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ConsulLeaderConnectionAutoConfiguration.class,
					ConsulLeaderAutoConfiguration.class, LeaderOnlyAutoConfiguration.class,
					ConsulLeaderEndpointAutoConfiguration.class, ConsulLeaderHealthAutoConfiguration.class,
					ConsulAutoConfiguration.class, LifecycleAutoConfiguration.class, SslAutoConfiguration.class,
					TaskSchedulingAutoConfiguration.class))
			.withPropertyValues("spring.cloud.consul.host=" + consul.getHost(),
					"spring.cloud.consul.port=" + consul.getPort());
	}

}
