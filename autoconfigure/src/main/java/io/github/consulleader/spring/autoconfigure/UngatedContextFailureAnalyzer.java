package io.github.consulleader.spring.autoconfigure;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.consulleader.spring.LeaderOnly;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanInitializationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Says what Spring cannot say of a context made by hand: that it took a
 * {@code @LeaderOnly} method for an event listener since no gate was there to know
 * better.
 */
class UngatedContextFailureAnalyzer extends AbstractFailureAnalyzer<BeanInitializationException> {

	private static final Pattern LISTENER = Pattern
		.compile("@EventListener annotation on bean with name '(.*)': .* ([^ ]+)\\.([^ .]+)\\(");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanInitializationException cause) {
		Matcher listener = LISTENER.matcher(String.valueOf(cause.getMessage()));
		if (!listener.find()) {
			return null;
		}
		return marked(listener.group(2), listener.group(3)).map((method) -> analysis(listener.group(1), method, cause))
			.orElse(null);
	}

	private static Optional<Method> marked(String typeName, String methodName) {
		if (!ClassUtils.isPresent(typeName, null)) {
			return Optional.empty();
		}
		return Optional
			.ofNullable(ReflectionUtils.findMethod(ClassUtils.resolveClassName(typeName, null), methodName,
					(Class<?>[]) null))
			.filter((method) -> AnnotatedElementUtils.hasAnnotation(method, LeaderOnly.class));
	}

	private static FailureAnalysis analysis(String beanName, Method method, Throwable cause) {
		return new FailureAnalysis(
				"@LeaderOnly on bean '" + beanName + "', method " + method.getDeclaringClass().getSimpleName() + "."
						+ method.getName() + "(): the context that it lives in was made without the gate.",
				"Import LeaderOnlyAutoConfiguration in that context, or make it with SpringApplicationBuilder.", cause);
	}

}
