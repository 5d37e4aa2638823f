package io.github.consulleader.consul;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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

	private final Resolver resolver;

	private final String path;

	private final boolean secure;

	private final @Nullable SSLContext sslContext;

	private final int connectMillis;

	private volatile @Nullable InetAddress answering;

	Endpoint(ConsulConnection connection) {
		this(connection, InetAddress::getAllByName);
	}

	/**
	 * Prepares it; nothing is looked up yet.
	 * @throws IllegalArgumentException if the address names no host
	 */
	Endpoint(ConsulConnection connection, Resolver resolver) {
		URI address = connection.address();
		this.secure = "https".equalsIgnoreCase(address.getScheme());
		int standard = this.secure ? HTTPS : HTTP;
		Authority authority = Authority.of(address);
		if (authority == null) {
			throw new IllegalArgumentException("Consul's address names no valid host: " + address);
		}
		this.host = new HttpHost(address.getScheme(), authority.host(),
				(authority.port() < 0) ? standard : authority.port());
		this.resolver = resolver;
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

	/**
	 * Connects. Waits for names, the agent and its TLS, for some seconds. Of several
	 * addresses the one that answered last is tried first, and then the others.
	 * @param sockets gives a new one for each try, and closes it when it is unwanted
	 */
	void connect(Supplier<Socket> sockets, DefaultBHttpClientConnection http) throws IOException {
		Socket socket = connected(sockets);
		if (this.secure) {
			http.bind(handshaken(socket), socket);
		}
		else {
			http.bind(socket);
		}
	}

	private Socket connected(Supplier<Socket> sockets) throws IOException {
		List<InetAddress> addresses = addresses();
		IOException failure = null;
		for (InetAddress address : addresses) {
			Socket socket = sockets.get();
			try {
				socket.setTcpNoDelay(true);
				socket.setKeepAlive(true);
				socket.connect(new InetSocketAddress(address, this.host.getPort()),
						Math.max(1, this.connectMillis / addresses.size()));
				this.answering = address;
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				if (failure != null) {
					ex.addSuppressed(failure);
				}
				failure = ex;
			}
		}
		throw (failure != null) ? failure : new UnknownHostException(this.host.getHostName());
	}

	private List<InetAddress> addresses() throws IOException {
		List<InetAddress> addresses = new ArrayList<>(List.of(this.resolver.addresses(this.host.getHostName())));
		InetAddress first = this.answering;
		if (first != null && addresses.remove(first)) {
			addresses.add(0, first);
		}
		return addresses;
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

	/** Looks up names. */
	interface Resolver {

		InetAddress[] addresses(String host) throws UnknownHostException;

	}

}
