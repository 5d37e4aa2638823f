package io.github.consulleader.spring.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The ACL token, read from the environment for each request, so that a rotated one is
 * picked up where the environment can change.
 *
 * @param environment where it is set
 */
record ConsulToken(Environment environment) implements Supplier<@Nullable String> {

	/** Ours, then Spring Cloud Consul's in its own order. */
	static final List<String> KEYS = List.of("consul.leader.token", "consul.token", "spring.cloud.consul.token");

	@Override
	public @Nullable String get() {
		return KEYS.stream().map(this.environment::getProperty).filter(StringUtils::hasText).findFirst().orElse(null);
	}

}
