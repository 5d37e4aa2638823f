package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.consulleader.spring.LeaderOnly;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * The roles that a bean as a whole is annotated with. A class overrides what it extends
 * or implements; nothing decides between two interfaces, or between a type and the
 * {@code @Bean} method that makes it.
 *
 * @param type the bean's class behind all proxies
 * @param maker its {@code @Bean} method, or {@code null}
 */
record DeclaredRoles(Class<?> type, @Nullable Method maker) {

	Set<String> all() {
		Set<String> roles = new TreeSet<>();
		List<MergedAnnotation<LeaderOnly>> found = MergedAnnotations
			.from(ClassUtils.getUserClass(this.type), SearchStrategy.TYPE_HIERARCHY)
			.stream(LeaderOnly.class)
			.toList();
		for (MergedAnnotation<LeaderOnly> each : found) {
			if (found.stream().noneMatch((other) -> overrides(other, each))) {
				roles.add(each.getString(MergedAnnotation.VALUE));
			}
		}
		LeaderOnly made = (this.maker != null)
				? AnnotatedElementUtils.findMergedAnnotation(this.maker, LeaderOnly.class) : null;
		if (made != null) {
			roles.add(made.value());
		}
		return roles;
	}

	private static boolean overrides(MergedAnnotation<?> one, MergedAnnotation<?> other) {
		return one.getSource() instanceof Class<?> sub && other.getSource() instanceof Class<?> base && sub != base
				&& (base.isAssignableFrom(sub) || (base.isInterface() && !sub.isInterface()));
	}

}
