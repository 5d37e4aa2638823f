package io.github.consulleader.spring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.consulleader.ConsulMutexes;
import io.github.consulleader.LeaderElection;
import io.github.consulleader.SharedConsul;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.spring.ConsulLeaderInitiator;
import io.github.consulleader.spring.lock.ConsulLockRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.integration.support.locks.DistributedLock;
import org.springframework.integration.support.locks.ExpirableLockRegistry;
import org.springframework.integration.support.locks.LockRegistry;
import org.springframework.integration.support.locks.RenewableLockRegistry;

/**
 * Says which property has switched a bean of ours off. Comes before Spring Boot's own
 * analysis, which lists conditions.
 */
class SwitchedOffFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> implements Ordered {

	private static final Set<Class<?>> LOCKS = Set.of(LockRegistry.class, RenewableLockRegistry.class,
			ExpirableLockRegistry.class, DistributedLock.class, ConsulLockRegistry.class, ConsulMutexes.class);

	private static final Set<Class<?>> ELECTION = Set.of(LeaderElection.class, ConsulLeaderInitiator.class);

	private static final Set<Class<?>> CONNECTION = Set.of(ConsulConnection.class, SharedConsul.class,
			ConsulLeaderConnectionDetails.class);

	/** What each property switches off, the first one that is {@code false} counts. */
	private static final Map<String, String> WAYS_OUT = Map.of(Switch.LOCKS,
			"Remove that property, or declare a LockRegistry of your own, such as Spring Integration's "
					+ "DefaultLockRegistry where locks within this process will do.",
			Switch.ELECTIONS,
			"Remove that property, or inject Leaderships or Leadership, which are there in any case: without an "
					+ "election this process is never worker.",
			"spring.cloud.consul.enabled",
			"Remove that property, or set consul.leader.enabled=true, consul.leader.locks.enabled=true or "
					+ "consul.leader.url to use Consul here all the same.");

	private final Environment environment;

	SwitchedOffFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = (cause.getResolvableType() != null) ? cause.getResolvableType().resolve() : null;
		if (type == null || cause.getNumberOfBeansFound() > 0) {
			return null;
		}
		for (String property : switches(type)) {
			String why = Switch.whyOff(property, this.environment);
			if (why != null) {
				return new FailureAnalysis(
						"A bean of type " + type.getName() + " is asked for, but " + why + " switches it off.",
						WAYS_OUT.get(why.substring(0, why.indexOf('='))), cause);
			}
		}
		return null;
	}

	private static List<String> switches(Class<?> type) {
		if (LOCKS.contains(type)) {
			return List.of(Switch.LOCKS);
		}
		if (ELECTION.contains(type)) {
			return List.of(Switch.ELECTIONS);
		}
		return CONNECTION.contains(type) ? List.of(Switch.ELECTIONS, Switch.LOCKS) : List.of();
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
