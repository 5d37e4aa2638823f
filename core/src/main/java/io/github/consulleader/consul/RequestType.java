package io.github.consulleader.consul;

/**
 * What a request is for, as far as it matters for who waits for whom.
 */
enum RequestType {

	/** Keeps the check alive. */
	PASS(true),

	/** Keeps the session alive. */
	RENEW(true),

	/** A read that a confirmation depends on. */
	CONFIRM(true),

	/** Makes or ends a session. */
	SESSION(false),

	/** Writes keys. */
	TRANSACT(false),

	/** Reads keys. */
	LIST(false),

	/** Speaks with the agent about itself and its services. */
	AGENT(false),

	/** Waits for a change; has a connection to itself. */
	WATCH(false);

	private final boolean urgent;

	RequestType(boolean urgent) {
		this.urgent = urgent;
	}

	/** What it goes before. */
	Priority urgency() {
		if (this == WATCH) {
			return Priority.WATCH;
		}
		return this.urgent ? Priority.URGENT : Priority.OTHER;
	}

	/** Whether it takes one of the shared connections. */
	boolean shared() {
		return this != WATCH;
	}

}
