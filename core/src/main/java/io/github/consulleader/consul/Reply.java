package io.github.consulleader.consul;

import java.util.OptionalLong;

/**
 * What came back over HTTP.
 *
 * @param status the status code
 * @param index the header {@code X-Consul-Index}, or empty if it was not there
 * @param body the body, empty if there was none
 */
record Reply(int status, OptionalLong index, String body) {

	/** The body without the line break that Consul likes to end it with. */
	String text() {
		return this.body.strip();
	}

	/** What to watch from. An index of 0 would not block, 1 is always safe. */
	long watchFrom() {
		return Math.max(1, this.index.orElse(1));
	}

}
