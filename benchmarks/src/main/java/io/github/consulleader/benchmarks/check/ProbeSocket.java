package io.github.consulleader.benchmarks.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** What the agent connects to: it dies with the process, and only with it. */
final class ProbeSocket {

	private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private final Detector.Probe probe;

	private final ServerSocket server;

	private final AtomicInteger accepted = new AtomicInteger();

	/**
	 * Listens on a port of the kernel's choice.
	 * @param probe what is tried
	 * @param backlog how many connections wait for a paused process
	 */
	ProbeSocket(Detector.Probe probe, int backlog) throws IOException {
		this.probe = probe;
		this.server = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(this::accept, "probe");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	int accepted() {
		return this.accepted.get();
	}

	/** The check's body, as the agent is to be sent it. */
	static String check(Detector.Probe probe, int port, String id, String timeout) {
		String target = (probe == Detector.Probe.TCP) ? "\"TCP\":\"127.0.0.1:%d\""
				: "\"HTTP\":\"http://127.0.0.1:%d/\"";
		return "{\"ID\":\"%s\",\"Name\":\"%s\",%s,\"Interval\":\"1s\",\"Timeout\":\"%s\"".formatted(id, id,
				target.formatted(port), timeout);
	}

	private void accept() {
		while (true) {
			serveNext();
		}
	}

	private void serveNext() {
		try (Socket socket = this.server.accept()) {
			this.accepted.incrementAndGet();
			socket.setSoTimeout(1000);
			if (this.probe == Detector.Probe.HTTP && isWhole(socket.getInputStream())) {
				socket.getOutputStream().write(OK);
			}
		}
		catch (IOException ex) {
			// The agent has given this one up; it will come again.
			return;
		}
	}

	private static boolean isWhole(InputStream request) throws IOException {
		int newlines = 0;
		for (int read = request.read(); read >= 0; read = request.read()) {
			newlines = (read == '\n') ? newlines + 1 : ((read == '\r') ? newlines : 0);
			if (newlines == 2) {
				return true;
			}
		}
		return false;
	}

}
