package io.github.consulleader.consul;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.jspecify.annotations.Nullable;

/**
 * Where Consul is, and how a socket comes to be connected with it: directly, with TLS
 * where the address says so.
 */
final class Endpoint {

	private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

	private static final int HTTP = 80;

	private static final int HTTPS = 443;

	private final HttpHost host;

	private final String path;

	private final boolean secure;

	private final @Nullable SSLContext sslContext;

	private final int connectMillis;

	Endpoint(ConsulConnection connection) {
		URI address = connection.address();
		this.secure = "https".equalsIgnoreCase(address.getScheme());
		int standard = this.secure ? HTTPS : HTTP;
		this.host = new HttpHost(address.getScheme(), address.getHost().replaceAll("[\\[\\]]", ""),
				(address.getPort() < 0) ? standard : address.getPort());
		this.path = (address.getRawPath() != null) ? address.getRawPath().replaceFirst("/+$", "") : "";
		this.sslContext = connection.sslContext();
		Duration timeout = connection.requestTimeout();
		Duration shorter = (timeout.compareTo(LONGEST_CONNECT) < 0) ? timeout : LONGEST_CONNECT;
		this.connectMillis = (int) Math.max(1, shorter.toMillis());
	}

	/** For the header {@code Host}. */
	String authority() {
		return this.host.toHostString();
	}

	/** Path and query of a request. */
	String target(String belowAddress) {
		return this.path + belowAddress;
	}

	/** Connects a socket. Waits for names, the agent and its TLS, for some seconds. */
	void connect(Socket socket, DefaultBHttpClientConnection http) throws IOException {
		socket.setTcpNoDelay(true);
		socket.setKeepAlive(true);
		socket.connect(new InetSocketAddress(this.host.getHostName(), this.host.getPort()), this.connectMillis);
		if (this.secure) {
			http.bind(handshaken(socket), socket);
		}
		else {
			http.bind(socket);
		}
	}

	private SSLSocket handshaken(Socket socket) throws IOException {
		SSLSocket secured = (SSLSocket) context().getSocketFactory()
			.createSocket(socket, this.host.getHostName(), this.host.getPort(), true);
		SSLParameters parameters = secured.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		secured.setSSLParameters(parameters);
		secured.setSoTimeout(this.connectMillis);
		secured.startHandshake();
		secured.setSoTimeout(0);
		return secured;
	}

	private SSLContext context() throws IOException {
		try {
			return (this.sslContext != null) ? this.sslContext : SSLContext.getDefault();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IOException("This JVM has no TLS", ex);
		}
	}

}
