package io.github.consulleader.spring.gate;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;

import io.github.consulleader.spring.LeaderOnly;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Whether an annotation lets others call a bean or a method of it past the gate.
 *
 * @param beanName the bean's name
 */
record AnnotationCheck(String beanName) {

	static final String APART = "Move that to a bean of its own that is not @LeaderOnly, and let it ask "
			+ "Leadership.runIfLeader(..).";

	private static final String ENDPOINT = "Mark a Lifecycle bean instead, an IntegrationFlow for one; or set "
			+ "autoStartup = \"false\" and @Role(\"<the role>\") without @LeaderOnly, so that Spring Integration starts "
			+ "and stops it with the role.";

	/**
	 * Refuses a method that others call, wherever in the hierarchy that is said.
	 * @param method the method
	 */
	void refuse(Method method) {
		caller(method, SearchStrategy.TYPE_HIERARCHY).ifPresent((annotation) -> {
			throw new LeaderOnlyException(LeaderOnlyRoles.where(this.beanName, method),
					"it is a listener or handler: with @" + annotation.getSimpleName()
							+ " it is called on every instance.",
					action(annotation));
		});
	}

	/**
	 * Refuses a class of the bean's hierarchy that others call, by its own annotations or
	 * by those of its methods.
	 * @param type the class or interface
	 * @param methods those that it declares
	 */
	void refuse(Class<?> type, Method[] methods) {
		caller(type, SearchStrategy.DIRECT).ifPresent((annotation) -> {
			throw new LeaderOnlyException("bean '" + this.beanName + "' (" + type.getName() + ")",
					"with @" + annotation.getSimpleName() + " it is called on every instance.", action(annotation));
		});
		for (Method method : methods) {
			if (MergedAnnotations.from(method).isPresent(Bean.class)) {
				throw new LeaderOnlyException(LeaderOnlyRoles.where(this.beanName, method),
						"on a type with @Bean methods it does not say which of the beans are meant.",
						"Annotate the @Bean methods, or the types of the beans.");
			}
			refuse(method);
		}
	}

	/** What the annotation of ours is composed of is no matter of the user's. */
	private static Optional<Class<? extends Annotation>> caller(AnnotatedElement element, SearchStrategy strategy) {
		return MergedAnnotations.from(element, strategy)
			.stream()
			.filter((annotation) -> Callers.isCallingAnnotation(annotation.getType().getName()))
			.filter((annotation) -> !isPartOfHarmless(annotation))
			.<Class<? extends Annotation>>map(MergedAnnotation::getType)
			.findFirst();
	}

	private static boolean isPartOfHarmless(MergedAnnotation<?> annotation) {
		return annotation.getMetaTypes()
			.stream()
			.anyMatch((type) -> type == LeaderOnly.class || Callers.isHarmlessAnnotation(type.getName()));
	}

	private static String action(Class<? extends Annotation> annotation) {
		return annotation.getName().startsWith(LeaderOnlyAnnotations.SPRINGS_OWN + "integration.") ? ENDPOINT : APART;
	}

}
