package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.spring.Campaign;
import io.github.consulleader.spring.Leaderships;
import io.github.consulleader.spring.election.ElectionPort;
import io.github.consulleader.spring.election.JoinedRoles;
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
	LeaderOnlyRoles consulLeaderOnlyRoles(ConfigurableListableBeanFactory beanFactory, ConsulLeaderProperties properties,
			Environment environment) {
		return new LeaderOnlyRoles(beanFactory, new Names(properties, environment)::role);
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
	JoinedRoles consulLeaderJoinedRoles(ObjectProvider<ElectionPort> election, LeaderEventPublisher events,
			LeaderEventDelivery delivery, LeaderOnlyLifecycles lifecycles, TermTasks tasks,
			LeaderOnlyRoles annotations, ConsulLeaderProperties properties, ApplicationContext context) {
		ElectionPort held = election.getIfAvailable();
		Environment environment = context.getEnvironment();
		Names names = new Names(properties, environment);
		ElectionPort port = (held != null) ? held : ElectionPort.off(Switch.describeElections(environment));
		LeaderOnlyWork work = LeaderOnlyWork.both(lifecycles, tasks.asWork());
		JoinedRoles roles = new JoinedRoles(names::role, port, events, delivery, work,
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
	Leaderships consulLeaderships(JoinedRoles roles) {
		return new RolesOfApplication(roles);
	}

	/**
	 * Where no election is held and no role is named, there is the application's own, of
	 * which nobody is worker.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Leadership consulLeadership(JoinedRoles roles, ConsulLeaderProperties properties, Environment environment) {
		return roles.all().isEmpty() ? roles.join(new Names(properties, environment).role()) : roles.single();
	}

}
