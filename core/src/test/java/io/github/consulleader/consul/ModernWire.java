package io.github.consulleader.consul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

	private final LoopbackServer server;

	private final AtomicLong answered = new AtomicLong();

	private final AtomicLong rewritten = new AtomicLong();

	private final AtomicLong spoiled = new AtomicLong();

	ModernWire(URI to, ModernFaults faults) {
		this.to = to;
		this.faults = faults;
		this.server = new LoopbackServer(this::treat);
	}

	/** One that lasts as long as the JVM, and leaves behind how much it had to do. */
	static URI forAllTests(URI to, ModernFaults faults) {
		ModernWire wire = new ModernWire(to, faults);
		Runtime.getRuntime().addShutdownHook(new Thread(wire::report));
		return wire.address();
	}

	URI address() {
		return this.server.address();
	}

	private void treat(Socket socket) throws IOException {
		if (this.faults.refusesConnection()) {
			this.spoiled.incrementAndGet();
			socket.getOutputStream().write("HTTP/1.1 429 Too Many Requests\r\n\r\n".getBytes(StandardCharsets.UTF_8));
		}
		else {
			new ModernConnection(this, socket, this.to, this.faults).serve();
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

	@Override
	public void close() {
		this.server.close();
	}

}
