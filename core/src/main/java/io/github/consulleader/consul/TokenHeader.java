package io.github.consulleader.consul;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/**
 * Adds the ACL token of the moment to a request, without ever showing it.
 */
final class TokenHeader {

	private static final String NAME = "X-Consul-Token";

	private final Supplier<@Nullable String> token;

	private final AtomicInteger version = new AtomicInteger();

	private final AtomicReference<String> latest = new AtomicReference<>("");

	TokenHeader(Supplier<@Nullable String> token) {
		this.token = token;
	}

	/**
	 * Asks for the token and adds it.
	 * @throws IllegalTokenException if that fails
	 */
	void addTo(HttpMessage request) {
		String current;
		try {
			current = this.token.get();
		}
		catch (RuntimeException ex) {
			throw new IllegalTokenException("the ACL token could not be had: " + ex, ex);
		}
		String value = (current != null) ? current.strip() : "";
		if (!value.equals(this.latest.getAndSet(value))) {
			this.version.incrementAndGet();
		}
		if (value.isEmpty()) {
			return;
		}
		if (!value.chars().allMatch(TokenHeader::isVisible)) {
			// It is not quoted: it may be a token all the same.
			throw new IllegalTokenException("the ACL token has characters that cannot be sent", null);
		}
		request.setHeader(NAME, value);
	}

	/** Whether a request bears a token. */
	static boolean isIn(HttpMessage request) {
		return request.containsHeader(NAME);
	}

	/** What may stand in a header and means the same to all: visible ASCII. */
	private static boolean isVisible(int character) {
		return character > ' ' && character < 0x7F;
	}

	/** Another number after each change of the token. */
	int version() {
		return this.version.get();
	}

	/** There is no token to send, though there should be. */
	static final class IllegalTokenException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		IllegalTokenException(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

}
