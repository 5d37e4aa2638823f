package io.github.consulleader.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wire between an instance and its agent, in our hands. What was swallowed never
 * comes back: a connection that lost a byte stays silent when the wire is whole again,
 * and its client has to make another.
 */
final class Wire implements AutoCloseable {

	/** What becomes of what passes. */
	enum Mode {

		/** It arrives. */
		WHOLE,

		/** It is swallowed in both directions, no connection is closed. */
		BLACK_HOLE,

		/** It waits, and arrives when the wire is whole again. */
		HELD,

		/** It arrives late, each way. */
		SLOW,

		/** Requests arrive; of one that writes a transaction the reply is swallowed. */
		WRITE_REPLIES_LOST,

		/** Each connection is reset at once, each new one too. */
		RESET

	}

	private final URI to;

	private final ServerSocket server;

	private final Set<WireConnection> connections = ConcurrentHashMap.newKeySet();

	private volatile Mode mode = Mode.WHOLE;

	private volatile Duration delay = Duration.ZERO;

	Wire(URI to) {
		this.to = to;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Threads.start("wire", this::accept);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				WireConnection connection = new WireConnection(this.server.accept(), this);
				this.connections.add(connection);
				connection.start();
				if (this.mode == Mode.RESET) {
					connection.reset();
				}
			}
			catch (IOException ex) {
				// Closed: the fleet has ended.
				return;
			}
		}
	}

	Socket connect() throws IOException {
		return new Socket(this.to.getHost(), this.to.getPort());
	}

	void ended(WireConnection connection) {
		this.connections.remove(connection);
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	Mode mode() {
		return this.mode;
	}

	Duration delay() {
		return this.delay;
	}

	void set(Mode next) {
		this.mode = next;
		if (next == Mode.RESET) {
			this.connections.forEach(WireConnection::reset);
		}
		this.connections.forEach(WireConnection::wake);
	}

	void slow(Duration eachWay) {
		this.delay = eachWay;
		set(Mode.SLOW);
	}

	@Override
	public void close() {
		set(Mode.RESET);
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
