package io.github.consulleader.spring.gate;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.consulleader.role.Role;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.channel.FluxMessageChannel;
import org.springframework.integration.config.ConsumerEndpointFactoryBean;
import org.springframework.integration.dsl.ComponentsRegistration;
import org.springframework.integration.dsl.IntegrationComponentSpec;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.endpoint.IntegrationConsumer;
import org.springframework.integration.handler.DelayHandler;
import org.springframework.messaging.support.ChannelInterceptor;

/**
 * The endpoints that leader-only flows of Spring Integration consist of. They are beans
 * of their own, which the context would start although it leaves the flow alone.
 */
final class FlowParts {

	private final IdentityHashMap<Object, Role> parts = new IdentityHashMap<>();

	private final Map<String, Role> prefixes = new HashMap<>();

	/**
	 * Whether a flow subscribes to a publisher with a channel of its own, which goes on
	 * when the flow's endpoints are stopped.
	 */
	static boolean beginWithPublisher(String name, IntegrationFlow flow) {
		return flow.getIntegrationComponents()
			.keySet()
			.stream()
			.findFirst()
			.filter((first) -> first instanceof FluxMessageChannel channel && channel.getComponentName() != null
					&& channel.getComponentName().startsWith(name + '.'))
			.isPresent();
	}

	/** Whether a flow delays messages, which timers and stores of their own release. */
	static boolean delay(IntegrationFlow flow) {
		return flow.getIntegrationComponents()
			.keySet()
			.stream()
			.anyMatch((part) -> (part instanceof IntegrationFlow inner) ? delay(inner) : isDelayer(part));
	}

	private static boolean isDelayer(Object part) {
		Object endpoint = (part instanceof ConsumerEndpointFactoryBean factory) ? factory.getObject() : part;
		if (!(endpoint instanceof IntegrationConsumer consumer)) {
			return false;
		}
		Object target = AopProxyUtils.getSingletonTarget(consumer.getHandler());
		return ((target != null) ? target : consumer.getHandler()) instanceof DelayHandler;
	}

	/** A wire tap runs from the beginning, but does nothing that its channel does not. */
	static boolean isInterceptor(Object part) {
		Object target = (part instanceof IntegrationComponentSpec<?, ?> spec) ? spec.getObject() : part;
		return target instanceof ChannelInterceptor;
	}

	/** Adds what a leader-only bean consists of. */
	void add(String name, Object bean, Role role) {
		if (bean instanceof IntegrationFlow flow) {
			this.prefixes.put(name + '.', role);
			addAll(flow.getIntegrationComponents(), role);
		}
		else if (bean instanceof ComponentsRegistration registration) {
			addAll(registration.getComponentsToRegister(), role);
		}
	}

	private void addAll(Map<Object, ?> components, Role role) {
		for (Object component : components.keySet()) {
			if (this.parts.putIfAbsent(component, role) == null && component instanceof IntegrationFlow flow) {
				addAll(flow.getIntegrationComponents(), role);
			}
		}
	}

	/**
	 * Finds the role of a bean that is part of a flow.
	 * @param name the bean's name
	 * @param bean the bean
	 * @return the flow's role
	 */
	Optional<Role> role(String name, Lifecycle bean) {
		if (!(bean instanceof SmartLifecycle)) {
			return Optional.empty();
		}
		Object target = AopProxyUtils.getSingletonTarget(bean);
		Role role = this.parts.get((target != null) ? target : bean);
		if (role != null) {
			return Optional.of(role);
		}
		return this.prefixes.entrySet()
			.stream()
			.filter((prefix) -> name.startsWith(prefix.getKey()))
			.map(Map.Entry::getValue)
			.findFirst();
	}

}
