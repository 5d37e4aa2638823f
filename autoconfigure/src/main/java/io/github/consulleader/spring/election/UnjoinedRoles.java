package io.github.consulleader.spring.election;

import java.util.Set;
import java.util.TreeSet;

import io.github.consulleader.role.Leadership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.integration.support.SmartLifecycleRoleController;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;

/**
 * Warns of endpoints of Spring Integration whose role nobody here campaigns for, so that
 * no grant would ever start them.
 */
public final class UnjoinedRoles implements ApplicationListener<ContextRefreshedEvent> {

	private static final Logger logger = LoggerFactory.getLogger(UnjoinedRoles.class);

	private final DefaultLeaderships joined;

	/**
	 * Looks when the context is there.
	 * @param joined the roles that are campaigned for
	 */
	public UnjoinedRoles(DefaultLeaderships joined) {
		this.joined = joined;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		ListableBeanFactory beans = event.getApplicationContext();
		Set<String> unjoined = new TreeSet<>();
		beans.getBeanProvider(SmartLifecycleRoleController.class)
			.forEach((controller) -> unjoined.addAll(controller.getRoles()));
		if (unjoined.isEmpty()) {
			return;
		}
		for (Leadership leadership : this.joined.all()) {
			unjoined.remove(leadership.role().name());
		}
		beans.getBeanProvider(LockRegistryLeaderInitiator.class)
			.forEach((initiator) -> unjoined.remove(String.valueOf(initiator.getContext().getRole())));
		if (!unjoined.isEmpty()) {
			logger.warn(
					"Endpoints have a role that this application takes no part in: {}. Unless something else "
							+ "starts and stops them, they do so on no grant. Name the role in consul.leader.roles",
					unjoined);
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
