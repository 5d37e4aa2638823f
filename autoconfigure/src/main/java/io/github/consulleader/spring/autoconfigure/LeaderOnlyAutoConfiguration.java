package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.spring.election.ElectionPort;
import io.github.consulleader.spring.election.JoinedRoles;
import io.github.consulleader.spring.election.LeaderOnlyWork;
import io.github.consulleader.spring.gate.LeaderOnlyGateRegistrar;
import io.github.consulleader.spring.gate.LeaderOnlyLifecycles;
import io.github.consulleader.spring.gate.LeaderOnlyRoles;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.integration.leader.event.DefaultLeaderEventPublisher;
import org.springframework.integration.leader.event.LeaderEventPublisher;

/**
 * The gates of {@code @LeaderOnly}, and the roles. In force also where no election is
 * held: then nobody is worker and nothing that is annotated runs.
 */
@AutoConfiguration(after = ConsulLeaderAutoConfiguration.class)
@Import(LeaderOnlyGateRegistrar.class)
@EnableConfigurationProperties(ConsulLeaderProperties.class)
public final class LeaderOnlyAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LeaderOnlyRoles leaderOnlyRoles(ConfigurableListableBeanFactory beanFactory, ConsulLeaderProperties properties,
			Environment environment) {
		return new LeaderOnlyRoles(beanFactory, new Names(properties, environment)::role);
	}

	@Bean
	@ConditionalOnMissingBean
	LeaderEventPublisher leaderEventPublisher(ApplicationEventPublisher publisher) {
		return new DefaultLeaderEventPublisher(publisher);
	}

	@Bean
	@ConditionalOnMissingBean
	LeaderOnlyLifecycles leaderOnlyWork() {
		return new LeaderOnlyLifecycles();
	}

	@Bean
	@ConditionalOnMissingBean
	JoinedRoles leaderships(ObjectProvider<ElectionPort> election, LeaderEventPublisher events, LeaderOnlyWork work,
			LeaderOnlyRoles annotations, ConsulLeaderProperties properties, Environment environment) {
		ElectionPort held = election.getIfAvailable();
		JoinedRoles roles = new JoinedRoles((held != null) ? held : ElectionPort.off(), events, work);
		properties.roles().stream().map(Role::of).forEach(roles::join);
		annotations.annotated().forEach(roles::join);
		if (held != null && roles.all().isEmpty()) {
			roles.join(new Names(properties, environment).role());
		}
		return roles;
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Leadership leadership(JoinedRoles roles) {
		return roles.single();
	}

}
