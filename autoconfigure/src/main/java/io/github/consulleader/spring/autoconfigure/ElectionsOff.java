package io.github.consulleader.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Which property turns elections off. An application whose Spring Cloud Consul is off
 * means no Consul at all, unless it says otherwise to us.
 */
final class ElectionsOff {

	private static final String ENABLED = "consul.leader.enabled";

	private ElectionsOff() {
	}

	/** Returns why no election is held here. */
	static String describe(Environment environment) {
		String reason = reason(environment);
		return (reason != null) ? reason : "there is no LeaderElection";
	}

	/** Returns the property and its value, or {@code null} if elections are on. */
	static @Nullable String reason(Environment environment) {
		Boolean enabled = environment.getProperty(ENABLED, Boolean.class);
		if (enabled != null) {
			return enabled ? null : ENABLED + "=false";
		}
		boolean consul = environment.getProperty("spring.cloud.consul.enabled", Boolean.class, true);
		boolean own = StringUtils.hasText(environment.getProperty("consul.leader.url"));
		return (consul || own) ? null : "spring.cloud.consul.enabled=false";
	}

}
