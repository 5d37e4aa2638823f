package io.github.consulleader.agent;

/**
 * There is no usable Consul executable and none could be fetched. The message lists what
 * was tried and all the ways to provide one.
 */
public final class ConsulNotFoundException extends ConsulAgentException {

	private static final long serialVersionUID = 1L;

	ConsulNotFoundException(String message) {
		super(message);
	}

}
