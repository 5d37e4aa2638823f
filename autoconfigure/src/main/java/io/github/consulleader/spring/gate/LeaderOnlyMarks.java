package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * What of a bean is leader-only.
 *
 * @param wholeBean whether its type or its {@code @Bean} method is annotated
 * @param methods its annotated methods
 * @param scheduled all its methods that Spring schedules; empty if nothing is leader-only
 */
record LeaderOnlyMarks(boolean wholeBean, Set<Method> methods, Set<Method> scheduled) {

	static final LeaderOnlyMarks NONE = new LeaderOnlyMarks(false, Set.of(), Set.of());

	boolean any() {
		return this.wholeBean || !this.methods.isEmpty();
	}

	/** The scheduled methods that are to be gated. */
	Set<Method> gated() {
		return this.wholeBean ? this.scheduled
				: this.methods.stream().filter(this.scheduled::contains).collect(Collectors.toSet());
	}

	/** The annotated methods that are neither scheduled nor make a bean. */
	Set<Method> plain() {
		return this.methods.stream()
			.filter((method) -> !this.scheduled.contains(method))
			.filter((method) -> !AnnotatedElementUtils.hasAnnotation(method, Bean.class))
			.collect(Collectors.toSet());
	}

}
