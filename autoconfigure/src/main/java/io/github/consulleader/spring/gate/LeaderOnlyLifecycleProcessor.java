package io.github.consulleader.spring.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.consulleader.role.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.Environment;

/**
 * Starts and stops lifecycle beans as its superclass does, except those that are
 * {@code @LeaderOnly} or part of a flow that is: these are started on grant and stopped
 * on revoke alone. Where the election lives in an ancestor of this context, they are also
 * started when this context starts during a term, and stopped before this context stops.
 */
public class LeaderOnlyLifecycleProcessor extends DefaultLifecycleProcessor implements EnvironmentAware {

	private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

	private @Nullable BeanFactory beans;

	/** Made in place of Spring's own. */
	public LeaderOnlyLifecycleProcessor() {
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		this.beans = beanFactory;
	}

	/** As Spring Boot sets its own. */
	@Override
	public void setEnvironment(Environment environment) {
		setTimeoutPerShutdownPhase(Binder.get(environment)
			.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
			.orElse(DEFAULT_TIMEOUT)
			.toMillis());
	}

	private LeaderOnlyGate gate() {
		if (this.beans == null) {
			throw new IllegalStateException("No bean factory");
		}
		return this.beans.getBean(LeaderOnlyGate.NAME, LeaderOnlyGate.class);
	}

	@Override
	public void onRefresh() {
		gate().audit();
		leaderOnly().forEach(LeaderOnlyLifecycleProcessor::refuseSelfStarted);
		super.onRefresh();
		enter();
	}

	private static void refuseSelfStarted(String name, LeaderOnlyBean bean) {
		if (bean.isRunning() && !FlowParts.isInterceptor(bean.bean())) {
			throw new LeaderOnlyException("bean '" + name + "'",
					"it runs already, although nobody was granted its role: it started itself while it was made.",
					"Start its work in start(), not in a constructor or an init method.");
		}
	}

	@Override
	public void start() {
		super.start();
		if (gate().election().isElsewhere()) {
			enter();
		}
	}

	@Override
	public void stop() {
		leaveElsewhere();
		super.stop();
	}

	@Override
	public void onClose() {
		leaveElsewhere();
		super.onClose();
		gate().election().lifecycles().ifPresent((work) -> work.forget(this));
	}

	/** From now on grants start what is here; a term that lasts already does so now. */
	private void enter() {
		ElectionInReach election = gate().election();
		election.lifecycles().ifPresent((work) -> {
			work.add(this);
			Set<Role> roles = new TreeSet<>();
			leaderOnly().values().forEach((bean) -> roles.add(bean.role()));
			for (Role role : roles) {
				election.roles().join(role).runIfLeader((term) -> work.startLate(this, role));
			}
		});
	}

	private void leaveElsewhere() {
		ElectionInReach election = gate().election();
		if (election.isElsewhere()) {
			election.lifecycles().ifPresent((work) -> work.leave(this));
		}
	}

	@Override
	protected Map<String, Lifecycle> getLifecycleBeans() {
		Map<String, Lifecycle> beans = new LinkedHashMap<>(super.getLifecycleBeans());
		beans.keySet().removeAll(leaderOnly().keySet());
		return beans;
	}

	/** By name. */
	private Map<String, LeaderOnlyBean> leaderOnly() {
		LeaderOnlyGate gate = gate();
		LeaderOnlyRoles roles = gate.election().annotations();
		Map<String, Lifecycle> all = new LinkedHashMap<>(gate.unknownToSpring());
		all.putAll(super.getLifecycleBeans());
		Map<String, LeaderOnlyBean> found = new LinkedHashMap<>();
		FlowParts parts = new FlowParts();
		all.forEach((name, bean) -> {
			Optional<Role> role = roles.ofBean(name, type(bean));
			role.ifPresent((marked) -> {
				parts.add(name, bean, marked);
				found.put(name, new LeaderOnlyBean(name, marked, bean, getPhase(bean)));
			});
		});
		all.forEach((name, bean) -> parts.role(name, bean)
			.ifPresent((role) -> found.putIfAbsent(name, new LeaderOnlyBean(name, role, bean, getPhase(bean)))));
		return found;
	}

	private static Class<?> type(Lifecycle bean) {
		return (bean instanceof InitMethods methods) ? methods.type() : AopProxyUtils.ultimateTargetClass(bean);
	}

	/**
	 * Returns the lifecycle beans of a role.
	 * @param role the role
	 * @return in ascending phase
	 */
	List<LeaderOnlyBean> leaderOnlyBeans(Role role) {
		List<LeaderOnlyBean> found = new ArrayList<>(leaderOnly().values());
		found.removeIf((bean) -> !bean.role().equals(role));
		found.sort(Comparator.comparingInt(LeaderOnlyBean::phase));
		return found;
	}

}
