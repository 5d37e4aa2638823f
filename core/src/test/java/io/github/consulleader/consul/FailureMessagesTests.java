package io.github.consulleader.consul;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The JDK's words for a failure, and what a user reads. */
class FailureMessagesTests {

	private final FailureMessages https = new FailureMessages(URI.create("https://a:8501"));

	@ParameterizedTest
	@ValueSource(strings = { "Received fatal alert: bad_certificate",
			"(bad_certificate) Received fatal alert: bad_certificate",
			"(certificate_required) Received fatal alert: certificate_required",
			"Received fatal alert: certificate_unknown", "Received fatal alert: certificate_expired",
			"Received fatal alert: unsupported_certificate", "Received fatal alert: unknown_ca" })
	void namesTheClientCertificateWhateverTheAlertIsCalled(String message) {
		assertThat(this.https.describe(new SSLHandshakeException(message)))
			.isEqualTo("the agent asks for a client certificate and got none that it accepts (https://a:8501: "
					+ message + ")");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Connection reset", "Connection reset by peer", "Broken pipe" })
	void namesTheClientCertificateAsACauseOfALostConnection(String message) {
		String closed = " was closed without an answer (" + message + ")";
		String hint = "; an agent that asks for a client certificate and got none that it accepts does this, too";
		Exception failure = new SocketException(message);
		assertThat(this.https.describe(failure)).isEqualTo("the connection to https://a:8501" + closed + hint);
		assertThat(this.https.describe(new SSLException("Connection lost", failure))).endsWith(closed + hint);
		assertThat(new FailureMessages(URI.create("HTTPS://a:8501")).describe(failure)).endsWith(closed + hint);
		assertThat(new FailureMessages(URI.create("http://a:8500")).describe(failure))
			.isEqualTo("the connection to http://a:8500" + closed);
	}

	@Test
	void namesItAlsoWhenTheConnectionEndsInTheHandshake() {
		assertThat(this.https.describe(new SSLHandshakeException("Remote host terminated the handshake"))).contains(
				"closed without an answer (Remote host terminated the handshake)", "asks for a client certificate");
		IOException end = new SSLHandshakeException("Ended");
		end.initCause(new EOFException("SSL peer shut down incorrectly"));
		assertThat(this.https.describe(end)).contains("closed without an answer (SSL peer shut down incorrectly)",
				"asks for a client certificate");
	}

	@Test
	void doesNotBlameAClientCertificateForAnythingElse() {
		assertThat(this.https.describe(new SSLHandshakeException("Received fatal alert: handshake_failure")))
			.isEqualTo("TLS failed (https://a:8501: Received fatal alert: handshake_failure)");
		assertThat(this.https.describe(new SSLHandshakeException("(certificate_unknown) PKIX path building failed")))
			.startsWith("the agent's certificate is not trusted (");
		assertThat(this.https.describe(new IOException("something else"))).isEqualTo("https://a:8501: something else");
	}

}
