package io.github.consulleader.spring.autoconfigure;

/**
 * Consul cannot be used as it is configured, and the application wants not to start then.
 */
class ConsulUnusableException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String wayOut;

	ConsulUnusableException(String problem, String wayOut) {
		super(problem);
		this.wayOut = wayOut;
	}

	String action() {
		return this.wayOut;
	}

}
