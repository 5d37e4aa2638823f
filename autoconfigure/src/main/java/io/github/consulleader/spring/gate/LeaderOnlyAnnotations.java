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
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.util.ClassUtils;

/**
 * Finds {@code @LeaderOnly}, as meta-annotation, on superclasses and on interfaces too.
 * Needs no other bean, so that it can be asked while any is made.
 *
 * @param beans those of the context that the beans live in, not of its ancestors
 */
record LeaderOnlyAnnotations(ConfigurableListableBeanFactory beans) {

	static final String SPRINGS_OWN = "org.springframework.";

	/** What stands for a bean whose {@code @Bean} method has returned nothing. */
	private static final String NULL = SPRINGS_OWN + "beans.factory.support.NullBean";

	private static final Logger logger = LoggerFactory.getLogger(LeaderOnlyAnnotations.class);

	/**
	 * Finds what of a bean is leader-only.
	 * @param name the bean's name
	 * @param type the bean's class behind all proxies
	 * @return what is
	 */
	LeaderOnlyMarks marks(String name, Class<?> type) {
		if (type.getName().equals(NULL)) {
			return LeaderOnlyMarks.NONE;
		}
		boolean wholeBean = onBean(name, type) != null;
		Set<Method> methods = methods(type);
		if (!wholeBean && methods.isEmpty()) {
			return LeaderOnlyMarks.NONE;
		}
		return new LeaderOnlyMarks(wholeBean, methods, scheduledMethods(type));
	}

	/**
	 * Looks at a bean's type and at its definition: its {@code @Bean} method, or the
	 * factory bean that makes it.
	 * @param name the bean's name
	 * @param type the bean's class behind all proxies
	 * @return the annotation, or {@code null}
	 */
	@Nullable LeaderOnly onBean(String name, Class<?> type) {
		LeaderOnly onType = AnnotatedElementUtils.findMergedAnnotation(type, LeaderOnly.class);
		if (onType != null || !this.beans.containsBeanDefinition(name)) {
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
		if (type.getName().startsWith(SPRINGS_OWN) || !AnnotationUtils.isCandidateClass(type, LeaderOnly.class)) {
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
	private static Set<Method> scheduledMethods(Class<?> type) {
		return MethodIntrospector.selectMethods(ClassUtils.getUserClass(type),
				(Method method) -> !AnnotatedElementUtils
					.getMergedRepeatableAnnotations(method, Scheduled.class, Schedules.class)
					.isEmpty());
	}

}
