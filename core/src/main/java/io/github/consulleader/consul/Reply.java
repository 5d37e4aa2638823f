package io.github.consulleader.consul;

import java.util.OptionalLong;

/**
 * What came back over HTTP.
 *
 * @param status the status code
 * @param index the header {@code X-Consul-Index}, or empty if it was not there
 * @param body the body, empty if there was none
 * @param anonymous whether the request bore no token
 * @param filtered whether Consul says that it left out what the token may not read
 */
record Reply(int status, OptionalLong index, String body, boolean anonymous, boolean filtered) {

	/** To a request with a token, and complete. */
	Reply(int status, OptionalLong index, String body) {
		this(status, index, body, false, false);
	}

	/** The body without the line break that Consul likes to end it with. */
	String text() {
		return this.body.strip();
	}

	/** What to watch from. An index of 0 would not block, 1 is always safe. */
	long watchFrom() {
		return Math.max(1, this.index.orElse(1));
	}

}
