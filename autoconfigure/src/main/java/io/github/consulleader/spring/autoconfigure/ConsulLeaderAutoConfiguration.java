package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.LeaderElectionBuilder;
import io.github.consulleader.SharedConsul;
import io.github.consulleader.spring.LeaderInitiator;
import io.github.consulleader.spring.Leaderships;
import io.github.consulleader.spring.election.ElectionPort;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The election, held while the application runs.
 */
@AutoConfiguration(after = ConsulLeaderConnectionAutoConfiguration.class)
@ConditionalOnElectionsEnabled
@EnableConfigurationProperties(ConsulLeaderProperties.class)
public final class ConsulLeaderAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LeaderElection leaderElection(ConsulLeaderProperties properties, SharedConsul consul, Environment environment) {
		ShutdownPhase.mustHold(properties.timings().drainGrace(), environment);
		LeaderElectionBuilder builder = LeaderElection.builder()
			.prefix(properties.prefix())
			.scope(new Names(properties, environment).scope())
			.address(properties.address())
			.timings(properties.timings())
			.whenStuck(properties.whenStuck())
			.gossipCheck(properties.gossipCheck())
			.warmUp(properties.warmUp())
			.consul(consul);
		if (properties.instance() != null) {
			builder.instance(properties.instance());
		}
		return builder.build();
	}

	@Bean
	@ConditionalOnMissingBean
	ElectionPort leaderElectionPort(LeaderElection election) {
		return election::join;
	}

	/**
	 * Asks for the roles, so that they are joined before it is started.
	 */
	@Bean
	@ConditionalOnMissingBean
	LeaderInitiator leaderInitiator(LeaderElection election, Leaderships roles, ConfigurableApplicationContext context,
			ConsulLeaderProperties properties) {
		return new LeaderInitiator(election, context, properties.shutdownHook());
	}

}
