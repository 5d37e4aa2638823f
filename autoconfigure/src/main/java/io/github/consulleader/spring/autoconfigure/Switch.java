package io.github.consulleader.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Which property turns elections or locks off. An application whose Spring Cloud Consul
 * is off means no Consul at all, unless it says otherwise to us.
 */
final class Switch {

	static final String ELECTIONS = "consul.leader.enabled";

	static final String LOCKS = "consul.leader.locks.enabled";

	private Switch() {
	}

	/** Returns why no election is held here. */
	static String describeElections(Environment environment) {
		String reason = whyOff(ELECTIONS, environment);
		return (reason != null) ? reason : "there is no LeaderElection";
	}

	/** Returns the property and its value, or {@code null} if the switch is on. */
	static @Nullable String whyOff(String name, Environment environment) {
		Boolean enabled = environment.getProperty(name, Boolean.class);
		if (enabled != null) {
			return enabled ? null : name + "=false";
		}
		boolean consul = environment.getProperty("spring.cloud.consul.enabled", Boolean.class, true);
		boolean own = StringUtils.hasText(environment.getProperty("consul.leader.url"));
		return (consul || own) ? null : "spring.cloud.consul.enabled=false";
	}

}
