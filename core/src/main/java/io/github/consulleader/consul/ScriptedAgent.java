package io.github.consulleader.consul;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers by a script on a loopback port of this process, and speaks as much of HTTP/1.1
 * as our own client needs.
 */
final class ScriptedAgent implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ScriptedAgent.class);

	private final Script script;

	private final ServerSocket server;

	private final Daemons daemons = new Daemons("consul-warm-up");

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	/**
	 * Opens the port.
	 * @throws IOException if there is none to be had
	 */
	ScriptedAgent(Script script) throws IOException {
		this.script = script;
		this.server = new ServerSocket(0, 0, InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }));
		this.daemons.newThread(this::accept).start();
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	private void accept() {
		try {
			while (!this.server.isClosed()) {
				Socket socket = this.server.accept();
				socket.setTcpNoDelay(true);
				this.open.add(socket);
				this.daemons.newThread(() -> serve(socket)).start();
			}
		}
		catch (IOException ex) {
			logger.trace("Closed", ex);
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			for (String asked = line(in); !asked.isEmpty(); asked = line(in)) {
				socket.getOutputStream().write(reply(asked, body(in)));
			}
		}
		catch (IOException ex) {
			logger.trace("Closed", ex);
		}
	}

	private byte[] reply(String asked, @Nullable String body) {
		byte[] answer = this.script.answer(asked.split(" ", 3)[1], body).getBytes(StandardCharsets.UTF_8);
		byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Consul-Index: 1\r\nContent-Length: "
				+ answer.length + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		byte[] both = new byte[head.length + answer.length];
		System.arraycopy(head, 0, both, 0, head.length);
		System.arraycopy(answer, 0, both, head.length, answer.length);
		return both;
	}

	private static @Nullable String body(InputStream in) throws IOException {
		int length = 0;
		for (String header = line(in); !header.isEmpty(); header = line(in)) {
			if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
				length = Integer.parseInt(header.substring(15).strip());
			}
		}
		return (length == 0) ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
	}

	/** Up to the end of the line, or of all. */
	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.open) {
			socket.close();
		}
	}

}
