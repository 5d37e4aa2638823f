package io.github.consulleader.spring.autoconfigure;

import java.util.Arrays;

import io.github.consulleader.role.Role;
import io.github.consulleader.spring.Campaign;
import io.github.consulleader.spring.ConsulLeaderInitiator;
import io.github.consulleader.spring.election.DefaultLeaderships;
import io.github.consulleader.spring.election.LeaderEventListeners;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whether the application takes part in its own role although no annotation names any:
 * only if something here waits for it. An instance of the same application that has the
 * work would else wait in vain.
 *
 * @param properties the settings
 * @param context the context
 */
record OwnRole(ConsulLeaderProperties properties, ConfigurableApplicationContext context) {

	/** Joins it if no other role was joined and something waits for it. */
	void settle(DefaultLeaderships roles) {
		if (roles.all().isEmpty()) {
			Role own = new RoleNames(this.properties, this.context.getEnvironment()).role();
			if (this.properties.campaign() == Campaign.ALWAYS || isInitiatorInjected()
					|| new LeaderEventListeners(this.context).existFor(own.name())) {
				roles.join(own);
			}
		}
	}

	private boolean isInitiatorInjected() {
		ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
		return Arrays.stream(beans.getBeanNamesForType(ConsulLeaderInitiator.class, true, false))
			.anyMatch((name) -> beans.getDependentBeans(name).length > 0);
	}

}
