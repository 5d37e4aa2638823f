package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.ConsulMutexes;
import io.github.consulleader.LeaderElection;
import io.github.consulleader.SharedConsul;
import io.github.consulleader.role.ElectionStatus;
import io.github.consulleader.spring.lock.ConsulLockRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.integration.support.locks.LockRegistry;

/**
 * The lock registry, made when something asks for it. It is closed in bean destruction,
 * after everything that may hold a lock has stopped.
 */
@AutoConfiguration(after = ConsulLeaderAutoConfiguration.class)
@ConditionalOnBean(LeaderElection.class)
@ConditionalOnMissingBean(LockRegistry.class)
public final class ConsulLockAutoConfiguration {

	@Bean
	@Lazy
	ConsulMutexes consulMutexes(LeaderElection election, ConsulLeaderProperties properties, SharedConsul consul) {
		ElectionStatus status = election.status();
		return new ConsulMutexes(status.candidate(), status.timings(), properties.gossipCheck(), consul);
	}

	@Bean
	@Lazy
	ConsulLockRegistry consulLockRegistry(ConsulMutexes mutexes) {
		return new ConsulLockRegistry(mutexes.mutexes());
	}

}
