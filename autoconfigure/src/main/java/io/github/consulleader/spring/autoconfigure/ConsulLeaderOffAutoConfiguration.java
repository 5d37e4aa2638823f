package io.github.consulleader.spring.autoconfigure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Says once that elections are off, and which property did it: without, nothing tells a
 * process that waits from one that never takes part.
 */
@AutoConfiguration
public final class ConsulLeaderOffAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(ConsulLeaderOffAutoConfiguration.class);

	@Bean
	SmartInitializingSingleton consulLeaderOffNotice(Environment environment) {
		return () -> {
			String reason = Switch.whyOff(Switch.ELECTIONS, environment);
			if (reason != null) {
				logger.info(
						"Elections are off by {}: this process is never worker, and what is leader-only does not run. "
								+ "Set consul.leader.enabled=true to take part.",
						reason);
			}
		};
	}

}
