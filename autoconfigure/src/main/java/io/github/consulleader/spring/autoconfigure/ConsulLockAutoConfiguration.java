package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.ConsulMutexes;
import io.github.consulleader.LeaderElectionBuilder;
import io.github.consulleader.SharedConsul;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.spring.autoconfigure.ConsulLeaderProperties.Locks;
import io.github.consulleader.spring.lock.ConsulLockRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.integration.support.locks.LockRegistry;

/**
 * The lock registry, made when something asks for it; with elections or without. It is
 * closed in bean destruction, after everything that may hold a lock has stopped.
 */
@AutoConfiguration(after = ConsulLeaderConnectionAutoConfiguration.class)
@ConditionalOnSwitch(Switch.LOCKS)
@ConditionalOnBean(SharedConsul.class)
@ConditionalOnMissingBean(LockRegistry.class)
@EnableConfigurationProperties(ConsulLeaderProperties.class)
public final class ConsulLockAutoConfiguration {

	private final Locks settings;

	ConsulLockAutoConfiguration(ConsulLeaderProperties properties) {
		this.settings = properties.locks();
		this.settings.check();
	}

	@Bean
	@Lazy
	ConsulMutexes consulLeaderMutexes(ConsulLeaderProperties properties, SharedConsul consul, Environment environment) {
		String instance = properties.instance();
		Candidate candidate = new Candidate(properties.prefix(), new RoleNames(properties, environment).scope(),
				(instance != null) ? instance : LeaderElectionBuilder.defaultInstance(), properties.address());
		return new ConsulMutexes(candidate, properties.timings(), properties.gossipCheck(), consul);
	}

	@Bean
	@Lazy
	ConsulLockRegistry consulLeaderLockRegistry(ConsulMutexes mutexes) {
		ConsulLockRegistry registry = new ConsulLockRegistry(mutexes.mutexes(), this.settings.defaultTtl());
		registry.setCacheCapacity(this.settings.cacheCapacity());
		registry.setUnavailableTimeout(this.settings.unavailableTimeout());
		return registry;
	}

}
