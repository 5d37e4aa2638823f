package io.github.consulleader.consul;

import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Adds the ACL token of the moment to a request, without ever showing it.
 */
final class TokenHeader {

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
	void addTo(HttpRequest.Builder request) {
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
		try {
			request.header("X-Consul-Token", value);
		}
		catch (IllegalArgumentException ex) {
			// Without its cause, whose message quotes the token.
			throw new IllegalTokenException("the ACL token has characters that cannot be sent", null);
		}
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
