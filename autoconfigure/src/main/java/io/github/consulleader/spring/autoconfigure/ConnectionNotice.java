package io.github.consulleader.spring.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.consulleader.SharedConsul;
import io.github.consulleader.consul.ConsulConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Warns once of properties that have no effect, since a bean of the application decides
 * how Consul is reached.
 */
final class ConnectionNotice implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionNotice.class);

	/** What a description of the connection decides. */
	private static final List<String> DESCRIBED = List.of("url", "datacenter", "token");

	/** What only a connection decides. */
	private static final List<String> CONNECTED = List.of("ssl-bundle", "request-timeout", "agent-check");

	private final ConfigurableListableBeanFactory beanFactory;

	private final Environment environment;

	ConnectionNotice(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<String> decided = Stream.concat(DESCRIBED.stream(), CONNECTED.stream()).toList();
		if (!warned(SharedConsul.class, decided) && !warned(ConsulConnection.class, decided)) {
			warned(ConsulLeaderConnectionDetails.class, DESCRIBED);
		}
	}

	private boolean warned(Class<?> type, List<String> decided) {
		List<String> beans = Arrays.stream(this.beanFactory.getBeanNamesForType(type, true, false))
			.filter((name) -> !name.startsWith("consulLeader"))
			.toList();
		List<String> ineffective = new ArrayList<>();
		decided.stream().map("consul.leader."::concat).filter(this::isSet).forEach(ineffective::add);
		if (!beans.isEmpty() && !ineffective.isEmpty()) {
			logger.warn("{} of type {} decides how Consul is reached, so {} has no effect; remove either", beans,
					type.getSimpleName(), ineffective);
		}
		return !beans.isEmpty();
	}

	private boolean isSet(String property) {
		return Binder.get(this.environment).bind(property, Bindable.of(String.class)).isBound();
	}

}
