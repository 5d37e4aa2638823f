package io.github.consulleader.spring.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The ACL token, read for each request, so that a rotated one is picked up where the
 * environment changes, and where it is in a file of a {@code configtree:} import.
 */
final class ConsulToken implements Supplier<@Nullable String> {

	/** Ours, then Spring Cloud Consul's in its own order. */
	static final List<String> KEYS = List.of("consul.leader.token", "consul.token", "spring.cloud.consul.token");

	private final Environment environment;

	private final MountedProperties mounted;

	/**
	 * Prepares it; nothing is read yet.
	 * @param environment where it is set
	 */
	ConsulToken(Environment environment) {
		this.environment = environment;
		this.mounted = new MountedProperties(environment);
	}

	@Override
	public @Nullable String get() {
		return KEYS.stream().map(this::read).filter(StringUtils::hasText).findFirst().orElse(null);
	}

	private @Nullable String read(String key) {
		return this.mounted.any() ? this.mounted.get(key) : this.environment.getProperty(key);
	}

}
