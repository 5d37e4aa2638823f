package io.github.consulleader.spring.gate;

import java.util.Optional;

import io.github.consulleader.role.Role;
import io.github.consulleader.spring.LeaderContext;
import io.github.consulleader.spring.election.RoleRegistrar;
import io.github.consulleader.spring.election.DefaultLeaderships;
import io.github.consulleader.spring.election.LeaderEventDelivery;
import io.github.consulleader.spring.election.LeaderOnlyWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.integration.leader.event.DefaultLeaderEventPublisher;

/**
 * The election that decides for a context: its own, else that of its nearest ancestor.
 * Where there is none, nobody is worker.
 */
final class ElectionInReach {

	private static final Logger logger = LoggerFactory.getLogger(ElectionInReach.class);

	private final ConfigurableListableBeanFactory beans;

	private final TermTasks noTasks = new TermTasks();

	private @Nullable DefaultLeaderships none;

	ElectionInReach(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	/** The roles of this context's beans. */
	LeaderOnlyRoles annotations() {
		LeaderOnlyRoles known = this.beans.getBeanProvider(LeaderOnlyRoles.class).getIfAvailable();
		return (known != null) ? known.in(this.beans) : new LeaderOnlyRoles(this.beans, () -> Role.of("none"));
	}

	DefaultLeaderships roles() {
		DefaultLeaderships known = this.beans.getBeanProvider(DefaultLeaderships.class).getIfAvailable();
		return (known != null) ? known : none();
	}

	private synchronized DefaultLeaderships none() {
		DefaultLeaderships known = this.none;
		if (known == null) {
			logger.warn("No election is in reach of this context: nothing in it that is @LeaderOnly will ever run. "
					+ "Import LeaderOnlyAutoConfiguration, here or in an ancestor");
			known = new DefaultLeaderships(() -> Role.of("none"),
					RoleRegistrar.off("no election is in reach of this context"),
					new DefaultLeaderEventPublisher((event) -> {
					}), new LeaderEventDelivery(), new NoWork(), (role) -> false);
			this.none = known;
		}
		return known;
	}

	/** The tasks whose time counts from a grant. */
	TermTasks tasks() {
		TermTasks known = this.beans.getBeanProvider(TermTasks.class).getIfAvailable();
		return (known != null) ? known : this.noTasks;
	}

	/** What starts lifecycle beans on grant. */
	Optional<LeaderOnlyLifecycles> lifecycles() {
		return Optional.ofNullable(this.beans.getBeanProvider(LeaderOnlyLifecycles.class).getIfAvailable());
	}

	/** Whether it lives in an ancestor of this context. */
	boolean isElsewhere() {
		return this.beans.getBeanNamesForType(LeaderOnlyLifecycles.class, true, false).length == 0;
	}

	private static final class NoWork implements LeaderOnlyWork {

		@Override
		public void start(LeaderContext context) {
			throw new IllegalStateException("No role is ever granted here");
		}

		@Override
		public void stop(Role role) {
			throw new IllegalStateException("No role is ever granted here");
		}

		@Override
		public boolean isThereFor(Role role) {
			return false;
		}

	}

}
