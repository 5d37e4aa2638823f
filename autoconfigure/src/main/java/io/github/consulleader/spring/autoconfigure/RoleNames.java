package io.github.consulleader.spring.autoconfigure;

import java.util.List;
import java.util.stream.IntStream;

import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.InvalidSettingException;
import io.github.consulleader.role.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * The scope and the application's own role, each from its property or else from the
 * application's name.
 *
 * @param properties the settings
 * @param environment has the application's name
 */
record RoleNames(ConsulLeaderProperties properties, Environment environment) {

	private static final String APPLICATION_NAME = "spring.application.name";

	/** Throws what is wrong with prefix or scope, if anything is. */
	String scope() {
		String prefix = this.properties.prefix();
		return named("scope", this.properties.scope(), (name) -> new Candidate(prefix, name, "any", null).scope());
	}

	Role role() {
		return named("role", this.properties.role(), Role::of);
	}

	/** The roles that are set beyond those of annotations. */
	List<Role> roles() {
		List<String> set = this.properties.roles();
		return IntStream.range(0, set.size()).mapToObj((i) -> role("roles[" + i + "]", set.get(i))).toList();
	}

	private static Role role(String setting, String name) {
		try {
			return Role.of(name);
		}
		catch (InvalidSettingException ex) {
			throw new InvalidSettingException(setting, name, ex.problem(), ex.action());
		}
	}

	private <T> T named(String setting, @Nullable String value, Check<T> check) {
		if (value != null) {
			return check.checked(value);
		}
		String name = this.environment.getProperty(APPLICATION_NAME, "");
		if (name.isBlank()) {
			throw new InvalidSettingException(setting, name, "neither it nor " + APPLICATION_NAME + " is set.",
					"Set " + APPLICATION_NAME + ", or consul.leader." + setting + ".");
		}
		try {
			return check.checked(name);
		}
		catch (InvalidSettingException ex) {
			if (!ex.setting().equals(setting)) {
				throw ex;
			}
			throw new InvalidSettingException(setting, name,
					ex.problem() + " It was taken from " + APPLICATION_NAME + ".",
					"Set consul.leader.scope and consul.leader.role. " + ex.action());
		}
	}

	@FunctionalInterface
	private interface Check<T> {

		T checked(String name);

	}

}
