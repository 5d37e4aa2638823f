package io.github.consulleader.spring.autoconfigure;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What our registered analyzers say about a failed start.
 */
public final class FailureAnalyses {

	private FailureAnalyses() {
	}

	public static FailureAnalysis of(@Nullable Throwable failure) {
		assertThat(failure).as("failure of the start").isNotNull();
		return Objects.requireNonNull(orNull(failure), () -> "nobody explains " + failure);
	}

	public static @Nullable FailureAnalysis orNull(Throwable failure) {
		List<FailureAnalyzer> ours = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class,
					SpringFactoriesLoader.FailureHandler
						.logging(org.apache.commons.logging.LogFactory.getLog(FailureAnalyses.class)))
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("io.github.consulleader."))
			.toList();
		assertThat(ours).as("registered analyzers").isNotEmpty();
		return ours.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
