package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.Set;

import io.github.consulleader.spring.LeaderOnly;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

	private static final String SPRINGS_OWN = "org.springframework.";

	private static final Logger logger = LoggerFactory.getLogger(LeaderOnlyAnnotations.class);

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

	/**
	 * Finds the annotated methods of a class. One that cannot be looked at, since
	 * something optional that it mentions is missing, has none: the scheduler cannot look
	 * at it either, and so nothing of it is run.
	 * @param type the bean's class behind all proxies
	 * @return the methods
	 */
	Set<Method> methods(Class<?> type) {
		if (type.getName().startsWith(SPRINGS_OWN)) {
			return Set.of();
		}
		try {
			return MethodIntrospector
				.selectMethods(ClassUtils.getUserClass(type),
						(MethodIntrospector.MetadataLookup<@Nullable LeaderOnly>) this::onMethod)
				.keySet();
		}
		catch (IllegalStateException | NoClassDefFoundError ex) {
			logger.debug("No methods of {} can be looked at", type.getName(), ex);
			return Set.of();
		}
	}

	/** The methods that Spring schedules. */
	Set<Method> scheduledMethods(Class<?> type) {
		return MethodIntrospector.selectMethods(ClassUtils.getUserClass(type),
				(Method method) -> !AnnotatedElementUtils
					.getMergedRepeatableAnnotations(method, Scheduled.class, Schedules.class)
					.isEmpty());
	}

}
