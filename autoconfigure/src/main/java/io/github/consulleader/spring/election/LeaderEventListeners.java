package io.github.consulleader.spring.election;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;
import org.springframework.integration.support.SmartLifecycleRoleController;

/**
 * The listeners for leader events of a context and its parents. Whoever listens to all
 * events waits for none, and Spring Integration's role controller, which is always there,
 * only for the roles that it has something for.
 *
 * @param context the context
 */
public record LeaderEventListeners(ApplicationContext context) {

	private static final List<ResolvableType> LEADER_EVENTS = List.of(ResolvableType.forClass(OnGrantedEvent.class),
			ResolvableType.forClass(OnRevokedEvent.class));

	private static final ResolvableType ANY_EVENT = ResolvableType.forClass(ApplicationEvent.class);

	/**
	 * Whether there are any, once the context's singletons have been made.
	 * @param role the name of the role that the events would be about
	 * @return whether there are
	 */
	public boolean existFor(String role) {
		for (ApplicationContext one = this.context; one != null; one = one.getParent()) {
			if (listeners(one).stream().anyMatch((listener) -> waits(listener, role))) {
				return true;
			}
		}
		return false;
	}

	private static Collection<ApplicationListener<?>> listeners(@Nullable ApplicationContext context) {
		return (context instanceof AbstractApplicationContext known) ? known.getApplicationListeners() : List.of();
	}

	private static boolean waits(ApplicationListener<?> listener, String role) {
		if (listener instanceof SmartLifecycleRoleController controller) {
			return controller.getRoles().contains(role);
		}
		GenericApplicationListener generic = (listener instanceof GenericApplicationListener known) ? known
				: new GenericApplicationListenerAdapter(listener);
		return LEADER_EVENTS.stream().anyMatch(generic::supportsEventType) && !generic.supportsEventType(ANY_EVENT);
	}

}
