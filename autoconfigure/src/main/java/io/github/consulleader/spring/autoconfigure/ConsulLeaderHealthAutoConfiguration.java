package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.spring.ConsulLeaderInitiator;
import io.github.consulleader.spring.actuate.LeaderHealthIndicator;
import io.github.consulleader.time.Ticker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * The health contributor {@code leader}. {@code management.health.leader.enabled=false}
 * takes it away.
 */
@AutoConfiguration(after = ConsulLeaderAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(LeaderElection.class)
public final class ConsulLeaderHealthAutoConfiguration {

	/** The contributor is named after the bean. */
	@Bean
	@ConditionalOnEnabledHealthIndicator("leader")
	@ConditionalOnMissingBean(name = "leaderHealthIndicator")
	LeaderHealthIndicator leaderHealthIndicator(LeaderElection election,
			ObjectProvider<ConsulLeaderInitiator> initiator) {
		return new LeaderHealthIndicator(election::status, ConsulLeaderEndpointAutoConfiguration.problem(initiator),
				Ticker.system());
	}

}
