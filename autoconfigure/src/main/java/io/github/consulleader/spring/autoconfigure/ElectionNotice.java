package io.github.consulleader.spring.autoconfigure;

import java.util.List;

import io.github.consulleader.LeaderElection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Says once if a bean of the application has taken the place of our election.
 */
final class ElectionNotice implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ElectionNotice.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final String ours;

	ElectionNotice(ConfigurableListableBeanFactory beanFactory, String ours) {
		this.beanFactory = beanFactory;
		this.ours = ours;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.beanFactory.containsBeanDefinition(this.ours)) {
			logger.info("""
					{} takes the place of the election that consul.leader.* describes: all @LeaderOnly annotations \
					and Leaderships use its prefix, scope, instance and timings. To have both, declare it with \
					@Bean(defaultCandidate = false), inject it by a @Qualifier, and start and stop it yourself""",
					List.of(this.beanFactory.getBeanNamesForType(LeaderElection.class, true, false)));
		}
	}

}
