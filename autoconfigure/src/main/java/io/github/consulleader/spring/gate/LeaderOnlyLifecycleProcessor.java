package io.github.consulleader.spring.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.consulleader.role.Role;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Starts and stops lifecycle beans as its superclass does, except those that are
 * {@code @LeaderOnly}: these are started on grant and stopped on revoke alone.
 */
public class LeaderOnlyLifecycleProcessor extends DefaultLifecycleProcessor {

	private final LeaderOnlyRoles roles;

	private final Consumer<Role> found;

	/**
	 * Made in place of Spring Boot's own.
	 * @param roles tells which beans are leader-only
	 * @param found accepts the roles of those that there are, before anything is started
	 */
	public LeaderOnlyLifecycleProcessor(LeaderOnlyRoles roles, Consumer<Role> found) {
		this.roles = roles;
		this.found = found;
	}

	@Override
	public void onRefresh() {
		super.getLifecycleBeans().forEach((name, bean) -> {
			refuseSelfStarted(name, bean);
			role(name, bean).ifPresent(this.found);
		});
		super.onRefresh();
	}

	private void refuseSelfStarted(String name, Lifecycle bean) {
		if (bean.isRunning() && role(name, bean).isPresent()) {
			throw new LeaderOnlyException("bean '" + name + "'",
					"it runs already, although nobody was granted its role: it started itself while it was made.",
					"Start its work in start(), not in a constructor or an init method.");
		}
	}

	@Override
	protected Map<String, Lifecycle> getLifecycleBeans() {
		Map<String, Lifecycle> beans = new LinkedHashMap<>(super.getLifecycleBeans());
		beans.entrySet().removeIf((entry) -> role(entry.getKey(), entry.getValue()).isPresent());
		return beans;
	}

	private Optional<Role> role(String name, Lifecycle bean) {
		return this.roles.ofBean(name, AopUtils.getTargetClass(bean));
	}

	/**
	 * Returns the lifecycle beans of a role.
	 * @param role the role
	 * @return in ascending phase
	 */
	List<LeaderOnlyBean> leaderOnlyBeans(Role role) {
		List<LeaderOnlyBean> found = new ArrayList<>();
		super.getLifecycleBeans().forEach((name, bean) -> {
			if (role(name, bean).equals(Optional.of(role))) {
				found.add(new LeaderOnlyBean(name, bean, getPhase(bean)));
			}
		});
		found.sort(Comparator.comparingInt(LeaderOnlyBean::phase));
		return found;
	}

}
