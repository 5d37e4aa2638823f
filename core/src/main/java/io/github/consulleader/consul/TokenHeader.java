package io.github.consulleader.consul;

import java.net.http.HttpRequest;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Adds the ACL token of the moment to a request, without ever showing it.
 */
final class TokenHeader {

	private final Supplier<@Nullable String> token;

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
		if (current == null || current.isBlank()) {
			return;
		}
		try {
			request.header("X-Consul-Token", current.strip());
		}
		catch (IllegalArgumentException ex) {
			// Without its cause, whose message quotes the token.
			throw new IllegalTokenException("the ACL token has characters that cannot be sent", null);
		}
	}

	/** There is no token to send, though there should be. */
	static final class IllegalTokenException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		IllegalTokenException(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

}
