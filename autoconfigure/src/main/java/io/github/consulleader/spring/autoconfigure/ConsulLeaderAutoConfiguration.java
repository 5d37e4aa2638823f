package io.github.consulleader.spring.autoconfigure;

import java.time.Duration;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.LeaderElectionBuilder;
import io.github.consulleader.SharedConsul;
import io.github.consulleader.role.Timings;
import io.github.consulleader.spring.ConsulLeaderInitiator;
import io.github.consulleader.spring.election.RoleRegistrar;
import io.github.consulleader.spring.election.FailedAttempts;
import io.github.consulleader.spring.election.DefaultLeaderships;
import io.github.consulleader.spring.election.UnjoinedRoles;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.integration.leader.event.LeaderEventPublisher;

/**
 * The election, held while the application runs.
 */
@AutoConfiguration(after = ConsulLeaderConnectionAutoConfiguration.class)
@ConditionalOnSwitch(Switch.ELECTIONS)
@EnableConfigurationProperties(ConsulLeaderProperties.class)
public final class ConsulLeaderAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LeaderElection consulLeaderElection(ConsulLeaderProperties properties, SharedConsul consul,
			Environment environment) {
		Timings timings = timings(properties, environment);
		LeaderElectionBuilder builder = LeaderElection.builder()
			.prefix(properties.prefix())
			.scope(new RoleNames(properties, environment).scope())
			.address(properties.address())
			.timings(timings)
			.whenStuck(properties.whenStuck())
			.gossipCheck(properties.gossipCheck())
			.warmUp(properties.warmUp())
			.consul(consul);
		if (properties.instance() != null) {
			builder.instance(properties.instance());
		}
		return builder.build();
	}

	private static Timings timings(ConsulLeaderProperties properties, Environment environment) {
		if (properties.drainGrace() != null) {
			ShutdownPhase.mustHold(properties.drainGrace(), environment);
			return properties.timings();
		}
		Duration usual = properties.preset().timings().drainGrace();
		return properties.timings(ShutdownPhase.drainGrace(usual, environment));
	}

	@Bean
	@ConditionalOnMissingBean
	RoleRegistrar consulLeaderElectionPort(LeaderElection election) {
		return new JoinedElection(election);
	}

	/**
	 * Asks for the roles, so that they are joined before it is started.
	 */
	@Bean
	@ConditionalOnMissingBean
	ConsulLeaderInitiator consulLeaderInitiator(LeaderElection election, DefaultLeaderships roles,
			ConfigurableApplicationContext context, ConsulLeaderProperties properties, Environment environment) {
		OwnRole own = new OwnRole(properties, context);
		boolean mayKeepAlive = properties.keepAlive()
				&& environment.getProperty("spring.main.keep-alive", Boolean.class, true);
		ConsulLeaderInitiator initiator = new ConsulLeaderInitiator(election, context, properties.shutdownHook(),
				() -> own.settle(roles), () -> mayKeepAlive && roles.areAwaited());
		roles.whenJoined(initiator::roleJoined);
		return initiator;
	}

	@Bean
	UnjoinedRoles consulLeaderUnjoinedRoles(DefaultLeaderships roles) {
		return new UnjoinedRoles(roles);
	}

	@Bean
	@ConditionalOnBooleanProperty("consul.leader.publish-failed-events")
	FailedAttempts consulLeaderFailedAttempts(DefaultLeaderships roles, LeaderEventPublisher events) {
		return new FailedAttempts(roles, events);
	}

	@Bean
	ElectionNotice consulLeaderElectionNotice(ConfigurableListableBeanFactory beanFactory) {
		return new ElectionNotice(beanFactory, "consulLeaderElection");
	}

}
