package io.github.consulleader.benchmarks.units;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** A wire that counts bytes: those of HTTP, without those of TCP and IP. */
final class Meter implements AutoCloseable {

	private final URI to;

	private final ServerSocket server;

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong received = new AtomicLong();

	Meter(URI to) throws IOException {
		this.to = to;
		this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	private void accept() {
		try {
			while (!this.server.isClosed()) {
				Socket near = this.server.accept();
				Socket far = new Socket(this.to.getHost(), this.to.getPort());
				start(() -> pump(near, far, this.sent));
				start(() -> pump(far, near, this.received));
			}
		}
		catch (IOException ex) {
			// Closed: nothing is measured any more.
			return;
		}
	}

	private static void pump(Socket from, Socket to, AtomicLong count) {
		byte[] some = new byte[65_536];
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int read = in.read(some); read > 0; read = in.read(some)) {
				count.addAndGet(read);
				out.write(some, 0, read);
			}
		}
		catch (IOException ex) {
			// One of the two ends was closed: nothing is left to pass on.
			return;
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "meter");
		thread.setDaemon(true);
		thread.start();
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	void forget() {
		this.sent.set(0);
		this.received.set(0);
	}

	/** To Consul. */
	long sent() {
		return this.sent.get();
	}

	/** From Consul. */
	long received() {
		return this.received.get();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
