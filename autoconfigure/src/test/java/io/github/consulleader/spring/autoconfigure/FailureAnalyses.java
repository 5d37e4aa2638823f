package io.github.consulleader.spring.autoconfigure;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What our registered analyzers say about a failed start.
 */
public final class FailureAnalyses {

	private FailureAnalyses() {
	}

	public static FailureAnalysis of(@Nullable Throwable failure) {
		return of(failure, new StandardEnvironment());
	}

	public static FailureAnalysis of(@Nullable Throwable failure, Environment environment) {
		return Objects.requireNonNull(orNull(failure, environment), () -> "nobody explains " + failure);
	}

	public static @Nullable FailureAnalysis orNull(Throwable failure) {
		return orNull(failure, new StandardEnvironment());
	}

	public static @Nullable FailureAnalysis orNull(@Nullable Throwable failure, Environment environment) {
		assertThat(failure).as("failure of the start").isNotNull();
		List<FailureAnalyzer> ours = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, SpringFactoriesLoader.ArgumentResolver.of(Environment.class, environment),
					SpringFactoriesLoader.FailureHandler
						.logging(org.apache.commons.logging.LogFactory.getLog(FailureAnalyses.class)))
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("io.github.consulleader."))
			.toList();
		assertThat(ours).as("registered analyzers").isNotEmpty();
		return ours.stream()
			.map((analyzer) -> analyzer.analyze(Objects.requireNonNull(failure)))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
