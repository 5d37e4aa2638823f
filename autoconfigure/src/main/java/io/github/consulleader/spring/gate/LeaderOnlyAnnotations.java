package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.Set;

import io.github.consulleader.spring.LeaderOnly;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.util.ClassUtils;

/**
 * Finds {@code @LeaderOnly}, as meta-annotation, on superclasses and on interfaces too.
 * Needs no other bean, so that it can be asked while any is made.
 *
 * @param beans the beans
 */
record LeaderOnlyAnnotations(ConfigurableListableBeanFactory beans) {

	/**
	 * Looks at a bean's type and at its {@code @Bean} method.
	 * @param name the bean's name
	 * @param type the bean's class behind all proxies
	 * @return the annotation, or {@code null}
	 */
	@Nullable LeaderOnly onBean(String name, Class<?> type) {
		LeaderOnly onType = AnnotatedElementUtils.findMergedAnnotation(type, LeaderOnly.class);
		if (onType != null || !this.beans.containsBean(name)) {
			return onType;
		}
		return this.beans.findAnnotationOnBean(name, LeaderOnly.class, false);
	}

	@Nullable LeaderOnly onMethod(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, LeaderOnly.class);
	}

	Set<Method> methods(Class<?> type) {
		return MethodIntrospector
			.selectMethods(ClassUtils.getUserClass(type),
					(MethodIntrospector.MetadataLookup<@Nullable LeaderOnly>) this::onMethod)
			.keySet();
	}

	/** The methods that Spring schedules. */
	Set<Method> scheduledMethods(Class<?> type) {
		return MethodIntrospector.selectMethods(ClassUtils.getUserClass(type),
				(Method method) -> !AnnotatedElementUtils
					.getMergedRepeatableAnnotations(method, Scheduled.class, Schedules.class)
					.isEmpty());
	}

}
