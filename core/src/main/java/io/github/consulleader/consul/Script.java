package io.github.consulleader.consul;

import org.jspecify.annotations.Nullable;

/** Answers in place of Consul. */
@FunctionalInterface
public interface Script {

	/**
	 * Answers a request, always with status 200.
	 * @param target path and query of the request
	 * @param body its body, or {@code null} for none
	 * @return the body of the reply
	 */
	String answer(String target, @Nullable String body);

}
