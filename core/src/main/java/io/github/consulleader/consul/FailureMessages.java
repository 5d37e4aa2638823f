package io.github.consulleader.consul;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import javax.net.ssl.SSLException;

import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/**
 * Says in words what kept a request from being answered. People read this when their
 * application starts, so it names what to look at.
 */
final class FailureMessages {

	private static final String CLOSED = "(?s).*(connection reset|broken pipe|terminated the handshake).*";

	private static final String NO_CERTIFICATE = "asks for a client certificate and got none that it accepts";

	private final URI address;

	FailureMessages(URI address) {
		this.address = address;
	}

	String describe(Throwable failure) {
		if (has(failure, CancellationException.class)) {
			return "broken off before it was answered";
		}
		if (has(failure, UnknownHostException.class)) {
			Authority authority = Authority.of(this.address);
			return "no such host: " + ((authority != null) ? authority.host() : this.address);
		}
		if (has(failure, SocketTimeoutException.class)) {
			return "no connection to " + this.address + " in time";
		}
		if (has(failure, ConnectException.class)) {
			return "connection refused at " + this.address;
		}
		String message = lowest(failure);
		if (has(failure, EOFException.class) || has(failure, NoHttpResponseException.class)
				|| message.toLowerCase(Locale.ROOT).matches(CLOSED)) {
			return describeClosing(message);
		}
		SSLException tls = find(failure, SSLException.class);
		if (tls != null) {
			return describeTls(String.valueOf(tls.getMessage()));
		}
		return this.address + ": " + message;
	}

	/**
	 * With TLS 1.3 a client has finished its handshake, and sent its request, before the
	 * agent has looked at the client's certificate. The agent closes on a request that it
	 * has not read, so its reset often arrives before its alert could be read. Whether a
	 * client certificate is configured cannot be asked of an SSLContext.
	 */
	private String describeClosing(String message) {
		String closed = "the connection to " + this.address + " was closed without an answer (" + message + ")";
		return "https".equalsIgnoreCase(this.address.getScheme())
				? closed + "; an agent that " + NO_CERTIFICATE + " does this, too" : closed;
	}

	private String describeTls(String message) {
		String reason;
		if (message.matches("(?is).*unrecognized ssl message.*")) {
			reason = "the agent speaks HTTP here, not HTTPS: use http:// or its HTTPS port";
		}
		else if (message.contains("PKIX path")) {
			reason = "the agent's certificate is not trusted";
		}
		else if (message.contains("No subject alternative") || message.contains("No name matching")) {
			reason = "the agent's certificate is for another host";
		}
		else if (message.matches("(?s).*Received fatal alert: (\\w*certificate\\w*|unknown_ca).*")) {
			reason = "the agent " + NO_CERTIFICATE;
		}
		else {
			reason = "TLS failed";
		}
		return reason + " (" + this.address + ": " + message + ")";
	}

	private static String lowest(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		String message = cause.getMessage();
		return (message != null) ? message : cause.getClass().getSimpleName();
	}

	private static boolean has(Throwable failure, Class<? extends Throwable> type) {
		return find(failure, type) != null;
	}

	private static <E extends Throwable> @Nullable E find(Throwable failure, Class<E> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

}
