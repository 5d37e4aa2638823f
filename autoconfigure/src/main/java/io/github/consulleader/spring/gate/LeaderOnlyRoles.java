package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.github.consulleader.role.InvalidSettingException;
import io.github.consulleader.role.Role;
import io.github.consulleader.spring.LeaderOnly;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.StringUtils;

/**
 * Which role a bean or method is gated by: the method's own annotation, else that of the
 * bean's type, else that of its {@code @Bean} method.
 */
public final class LeaderOnlyRoles {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Supplier<Role> defaultRole;

	private final LeaderOnlyAnnotations annotations;

	/**
	 * Reads annotations of the beans of a context.
	 * @param beanFactory the context's
	 * @param defaultRole the role of an annotation that names none
	 */
	public LeaderOnlyRoles(ConfigurableListableBeanFactory beanFactory, Supplier<Role> defaultRole) {
		this.beanFactory = beanFactory;
		this.defaultRole = defaultRole;
		this.annotations = new LeaderOnlyAnnotations(beanFactory);
	}

	/**
	 * Returns the same for the beans of another context.
	 * @param others the other context's
	 * @return with the same default
	 */
	LeaderOnlyRoles in(ConfigurableListableBeanFactory others) {
		return (others == this.beanFactory) ? this : new LeaderOnlyRoles(others, this.defaultRole);
	}

	/**
	 * Finds the roles that beans are annotated with, as far as their types are known
	 * before they are made. Methods that make beans say nothing of their own: whether
	 * there is such a bean depends on conditions. Nor do jobs that may be switched off by
	 * an expression: other beans cannot be asked yet, so such a job joins its role when
	 * it is scheduled.
	 * @return the roles
	 */
	public Set<Role> annotated() {
		Set<Role> roles = new TreeSet<>();
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> type = this.beanFactory.getType(name, false);
			if (type != null) {
				addRoles(name, type, roles);
			}
		}
		return roles;
	}

	private void addRoles(String name, Class<?> type, Set<Role> roles) {
		DisabledJobs disabled = new DisabledJobs(this.beanFactory);
		LeaderOnlyMarks marks = this.annotations.marks(name, type);
		if (marks.scheduled().isEmpty() || !disabled.mayBeAllOf(marks, type)) {
			ofBean(name, type).ifPresent(roles::add);
		}
		marks.gated()
			.stream()
			.filter((method) -> !disabled.mayContain(method))
			.forEach((method) -> ofMethod(name, method).ifPresent(roles::add));
	}

	Optional<Role> ofBean(String name, Class<?> type) {
		return role("bean '" + name + "'", this.annotations.onBean(name, type));
	}

	Optional<Role> ofMethod(String beanName, Method method) {
		return role(where(beanName, method), this.annotations.onMethod(method));
	}

	private Optional<Role> role(String where, @Nullable LeaderOnly annotation) {
		if (annotation == null) {
			return Optional.empty();
		}
		String name = resolved(where, annotation.value());
		try {
			return Optional.of(StringUtils.hasLength(name) ? Role.of(name) : this.defaultRole.get());
		}
		catch (InvalidSettingException ex) {
			// Not passed on as it is: Spring's scheduler drops the cause of an illegal
			// argument.
			String setting = StringUtils.hasLength(name) ? "the role"
					: "it names no role, and consul.leader." + ex.setting() + " =";
			throw new LeaderOnlyException(where, setting + " '" + ex.value() + "' cannot work: " + ex.problem(),
					ex.action());
		}
	}

	private @Nullable String resolved(String where, String value) {
		try {
			return this.beanFactory.resolveEmbeddedValue(value);
		}
		catch (IllegalArgumentException ex) {
			throw new LeaderOnlyException(where,
					"the role '" + value + "' cannot be resolved: " + ex.getMessage() + ".",
					"Set the property, or give it a default, as in ${name:reports}.");
		}
	}

	static String where(String beanName, Method method) {
		return "bean '" + beanName + "', method " + method.getDeclaringClass().getSimpleName() + "." + method.getName()
				+ "()";
	}

}
