package io.github.consulleader.consul;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server on the loopback address that does with each connection what a test wants, and
 * counts them.
 */
public final class LoopbackServer implements AutoCloseable {

	/** What becomes of a connection; it is closed afterwards. */
	@FunctionalInterface
	interface Treatment {

		void apply(Socket socket) throws IOException;

	}

	/** The same for a server that speaks TLS. */
	@FunctionalInterface
	interface TlsTreatment {

		void apply(Socket socket, SSLSocket tls) throws IOException;

	}

	private final ServerSocket server;

	private final Treatment treatment;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final AtomicInteger accepted = new AtomicInteger();

	LoopbackServer(Treatment treatment) {
		this("127.0.0.1", treatment);
	}

	private LoopbackServer(String host, Treatment treatment) {
		this.treatment = treatment;
		try {
			this.server = new ServerSocket(0, 200, InetAddress.getAllByName(host)[0]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	/** Reads and never answers, until the other side ends. */
	static LoopbackServer blackHole() {
		return new LoopbackServer((socket) -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
	}

	/** Passes everything on to another address and back. */
	static LoopbackServer relay(URI to) {
		return relay("127.0.0.1", to);
	}

	/** The same on another address of this machine, such as 127.0.0.2. */
	static LoopbackServer relay(String host, URI to) {
		return new LoopbackServer(host, (socket) -> relay(socket, to));
	}

	/**
	 * Passes each connection on to the next of several servers.
	 * @param servers where to
	 * @return a load balancer without affinity
	 */
	public static LoopbackServer balance(List<URI> servers) {
		AtomicInteger next = new AtomicInteger();
		return new LoopbackServer((socket) -> relay(socket, servers.get(next.getAndIncrement() % servers.size())));
	}

	private static void relay(Socket socket, URI to) throws IOException {
		try (Socket onward = new Socket(to.getHost(), to.getPort())) {
			start(() -> copy(onward, socket));
			socket.getInputStream().transferTo(onward.getOutputStream());
		}
	}

	/**
	 * Speaks TLS 1.3. The treatment begins before the handshake does.
	 * @param context whom it says to be
	 * @param treatment what becomes of a connection below and above TLS
	 */
	static LoopbackServer tls(SSLContext context, TlsTreatment treatment) {
		return new LoopbackServer((socket) -> {
			SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), false);
			tls.setUseClientMode(false);
			tls.setEnabledProtocols(new String[] { "TLSv1.3" });
			treatment.apply(socket, tls);
		});
	}

	/** Answers once to each connection with the same bytes, whatever is asked. */
	static LoopbackServer saying(String bytes) {
		return new LoopbackServer((socket) -> {
			readRequest(socket.getInputStream());
			socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
		});
	}

	static void readRequest(InputStream in) throws IOException {
		byte[] some = new byte[8192];
		if (in.read(some) < 0) {
			throw new IOException("closed");
		}
	}

	private static void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.close();
		}
		catch (IOException ex) {
			// The test has closed one of the two.
			return;
		}
	}

	private void accept() {
		try {
			while (!this.server.isClosed()) {
				Socket socket = this.server.accept();
				this.accepted.incrementAndGet();
				this.open.add(socket);
				start(() -> treat(socket));
			}
		}
		catch (IOException ex) {
			// Closed: the test is over.
			return;
		}
	}

	private void treat(Socket socket) {
		try (socket) {
			this.treatment.apply(socket);
		}
		catch (IOException ex) {
			// Its end is all that is asked for.
			return;
		}
		finally {
			this.open.remove(socket);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "loopback");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Returns where it listens.
	 * @return its address
	 */
	public URI address() {
		return URI.create("http://" + this.server.getInetAddress().getHostAddress() + ":" + this.server.getLocalPort());
	}

	/** How many connections there are. */
	int open() {
		return this.open.size();
	}

	/** How many connections there were. */
	int accepted() {
		return this.accepted.get();
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
