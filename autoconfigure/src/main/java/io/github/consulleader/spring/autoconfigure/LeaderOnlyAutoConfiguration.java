package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.spring.Campaign;
import io.github.consulleader.spring.Leaderships;
import io.github.consulleader.spring.election.RoleRegistrar;
import io.github.consulleader.spring.election.DefaultLeaderships;
import io.github.consulleader.spring.election.LeaderEventDelivery;
import io.github.consulleader.spring.election.LeaderEventListeners;
import io.github.consulleader.spring.election.LeaderOnlyWork;
import io.github.consulleader.spring.election.RolesOfApplication;
import io.github.consulleader.spring.gate.LeaderOnlyGateRegistrar;
import io.github.consulleader.spring.gate.LeaderOnlyLifecycles;
import io.github.consulleader.spring.gate.LeaderOnlyRoles;
import io.github.consulleader.spring.gate.TermTasks;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
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
	static ImmutableProperties consulLeaderImmutableProperties() {
		return new ImmutableProperties();
	}

	@Bean
	static UnknownSettingsCheck consulLeaderUnknownSettingsCheck(Environment environment) {
		return new UnknownSettingsCheck(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	LeaderOnlyRoles consulLeaderOnlyRoles(ConfigurableListableBeanFactory beanFactory,
			ConsulLeaderProperties properties, Environment environment) {
		return new LeaderOnlyRoles(beanFactory, new RoleNames(properties, environment)::role);
	}

	@Bean
	@ConditionalOnMissingBean
	LeaderEventPublisher consulLeaderEventPublisher(ApplicationEventPublisher publisher) {
		return new DefaultLeaderEventPublisher(publisher);
	}

	@Bean
	static LeaderEventDelivery consulLeaderEventDelivery() {
		return new LeaderEventDelivery();
	}

	@Bean
	@ConditionalOnMissingBean
	LeaderOnlyLifecycles consulLeaderOnlyLifecycles() {
		return new LeaderOnlyLifecycles();
	}

	@Bean
	@ConditionalOnMissingBean
	TermTasks consulLeaderTermTasks() {
		return new TermTasks();
	}

	@Bean
	@ConditionalOnMissingBean
	DefaultLeaderships consulLeaderJoinedRoles(ObjectProvider<RoleRegistrar> election, LeaderEventPublisher events,
			LeaderEventDelivery delivery, LeaderOnlyLifecycles lifecycles, TermTasks tasks, LeaderOnlyRoles annotations,
			ConsulLeaderProperties properties, ApplicationContext context) {
		RoleRegistrar held = election.getIfAvailable();
		Environment environment = context.getEnvironment();
		RoleNames names = new RoleNames(properties, environment);
		RoleRegistrar port = (held != null) ? held : RoleRegistrar.off(Switch.describeElections(environment));
		LeaderOnlyWork work = LeaderOnlyWork.both(lifecycles, tasks.asWork());
		DefaultLeaderships roles = new DefaultLeaderships(names::role, port, events, delivery, work,
				(role) -> new LeaderEventListeners(context).existFor(role.name()));
		names.roles().forEach(roles::joinNamed);
		annotations.annotated().forEach(roles::join);
		if (held != null && properties.campaign() == Campaign.ALWAYS && roles.all().isEmpty()) {
			roles.join(names.role());
		}
		return roles;
	}

	@Bean
	@ConditionalOnMissingBean
	Leaderships consulLeaderships(DefaultLeaderships roles) {
		return new RolesOfApplication(roles);
	}

	/** Of the only role there is: where none is named, of the application's own. */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Leadership consulLeadership(DefaultLeaderships roles) {
		return roles.single();
	}

}
