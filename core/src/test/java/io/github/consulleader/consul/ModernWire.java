package io.github.consulleader.consul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A proxy before an old Consul that answers as newer versions do: it rewrites what they
 * say in other words, refuses what they refuse and, if it is a troubled one, does to
 * requests what they and the proxies before them may do. What was read for it is the
 * source of Consul up to 1.22 and release notes up to 2.0.3; no such Consul was run.
 */
final class ModernWire implements AutoCloseable {

	private final URI to;

	private final ModernFaults faults;

	private final ServerSocket listening;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final AtomicLong answered = new AtomicLong();

	private final AtomicLong rewritten = new AtomicLong();

	private final AtomicLong spoiled = new AtomicLong();

	ModernWire(URI to, ModernFaults faults) {
		this.to = to;
		this.faults = faults;
		try {
			this.listening = new ServerSocket(0, 200, InetAddress.getAllByName("127.0.0.1")[0]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	/** One that lasts as long as the JVM, and leaves behind how much it had to do. */
	static URI forAllTests(URI to, ModernFaults faults) {
		ModernWire wire = new ModernWire(to, faults);
		Runtime.getRuntime().addShutdownHook(new Thread(wire::report));
		return wire.address();
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.listening.getLocalPort());
	}

	private void accept() {
		try {
			while (!this.listening.isClosed()) {
				Socket socket = this.listening.accept();
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
			if (this.faults.refusesConnection()) {
				this.spoiled.incrementAndGet();
				socket.getOutputStream()
					.write("HTTP/1.1 429 Too Many Requests\r\n\r\n".getBytes(StandardCharsets.UTF_8));
				return;
			}
			new ModernConnection(this, socket, this.to, this.faults).serve();
		}
		catch (IOException ex) {
			// Either side has ended, or the wire ends it: the other sees the same.
			return;
		}
		finally {
			this.open.remove(socket);
		}
	}

	void countAnswered() {
		this.answered.incrementAndGet();
	}

	void countRewritten() {
		this.rewritten.incrementAndGet();
	}

	void countSpoiled() {
		this.spoiled.incrementAndGet();
	}

	long rewritten() {
		return this.rewritten.get();
	}

	private void report() {
		try {
			Path folder = Files.createDirectories(Path.of("target", "modern-wire"));
			Files.writeString(Files.createTempFile(folder, "wire", ".txt"), "answered %d rewritten %d spoiled %d%n"
				.formatted(this.answered.get(), this.rewritten.get(), this.spoiled.get()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "modern-wire");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.listening.close();
			for (Socket socket : this.open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
