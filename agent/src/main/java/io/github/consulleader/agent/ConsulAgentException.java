package io.github.consulleader.agent;

import org.jspecify.annotations.Nullable;

/**
 * A Consul agent could not be found, started, reached or ended. The message says what was
 * tried and, where there is one, what the agent logged last.
 */
public class ConsulAgentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ConsulAgentException(String message) {
		super(message);
	}

	ConsulAgentException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
