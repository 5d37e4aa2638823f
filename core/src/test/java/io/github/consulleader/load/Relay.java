package io.github.consulleader.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;

/**
 * A wire to Consul that can be held up, broken and made to refuse, and that counts
 * connections and requests. It knows as much of HTTP/1.1 as our client speaks.
 */
public final class Relay implements AutoCloseable {

	/** What becomes of requests and answers from now on. */
	public enum Mood {

		/** They arrive. */
		FLOWS,

		/**
		 * They arrive when it flows again, as after packets that were lost for a while.
		 */
		HOLDS,

		/** Requests are lost; those that ask wait for ever. */
		DROPS,

		/**
		 * Requests are answered with 429, and the connection is closed, as Consul does.
		 */
		REFUSES,

		/** The connection is reset at each request. */
		RESETS

	}

	private static final String TOO_MANY = "Your IP is issuing too many concurrent connections, please rate limit your calls\n";

	private final URI to;

	private final ServerSocket server;

	private final Connections connections = new Connections();

	private final ConcurrentMap<String, Integer> asked = new ConcurrentHashMap<>();

	private volatile Mood mood = Mood.FLOWS;

	private volatile CountDownLatch flow = new CountDownLatch(0);

	/**
	 * Opens a relay.
	 * @param to the agent
	 */
	public Relay(URI to) {
		this.to = to;
		try {
			this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	private void accept() {
		try {
			while (!this.server.isClosed()) {
				Socket socket = this.server.accept();
				this.connections.accepted(socket);
				start(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// Closed: the test is over.
			return;
		}
	}

	private void serve(Socket socket) {
		try (socket; Socket onward = new Socket(this.to.getHost(), this.to.getPort())) {
			start(() -> answer(onward, socket));
			RequestReader requests = new RequestReader(socket.getInputStream());
			for (byte[] request = requests.next(); request != null; request = requests.next()) {
				this.asked.merge(requests.what(), 1, Integer::sum);
				this.connections.asked(socket, requests.what());
				if (!pass(request, socket, onward)) {
					return;
				}
			}
		}
		catch (IOException ex) {
			// One of the two ends was closed: nothing is left to relay.
			return;
		}
		finally {
			this.connections.closed(socket);
		}
	}

	private boolean pass(byte[] request, Socket socket, Socket onward) throws IOException {
		switch (this.mood) {
			case FLOWS, HOLDS -> {
				awaitFlow();
				onward.getOutputStream().write(request);
			}
			case REFUSES -> {
				socket.getOutputStream().write(tooMany());
				return false;
			}
			case RESETS -> {
				socket.setSoLinger(true, 0);
				return false;
			}
			case DROPS -> {
				// That was it.
			}
		}
		return true;
	}

	private static byte[] tooMany() {
		String head = "HTTP/1.1 429 Too Many Requests\r\nContent-Length: %d\r\nConnection: close\r\n\r\n";
		return (head.formatted(TOO_MANY.length()) + TOO_MANY).getBytes(StandardCharsets.US_ASCII);
	}

	private void answer(Socket from, Socket to) {
		byte[] some = new byte[8192];
		try (to) {
			OutputStream out = to.getOutputStream();
			for (int read = from.getInputStream().read(some); read > 0; read = from.getInputStream().read(some)) {
				awaitFlow();
				if (this.mood == Mood.FLOWS) {
					out.write(some, 0, read);
					this.connections.answered(to);
				}
			}
		}
		catch (IOException ex) {
			// One of the two ends was closed: nothing is left to relay.
			return;
		}
	}

	private void awaitFlow() throws IOException {
		try {
			this.flow.await();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "relay");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Changes what becomes of requests and answers.
	 * @param next from now on
	 */
	public void mood(Mood next) {
		CountDownLatch before = this.flow;
		this.flow = new CountDownLatch((next == Mood.HOLDS) ? 1 : 0);
		this.mood = next;
		before.countDown();
	}

	/** Cuts all connections and takes no new ones, as if the cable had been pulled. */
	public void cut() {
		close();
	}

	/**
	 * Where to reach Consul through this.
	 * @return an address for clients
	 */
	public URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	/**
	 * Returns how many connections there are.
	 * @return how many
	 */
	public int open() {
		return this.connections.open().size();
	}

	/**
	 * Returns how many connections there were at a time, once it is certain which of them
	 * the other end had closed by then.
	 * @return the highest number so far, or since {@link #forget()}
	 */
	public int most() {
		return this.connections.most();
	}

	/**
	 * Returns what was asked last, or is under way still, on each of the connections when
	 * there were most of them. An answer that has come says so.
	 * @return one for each connection
	 */
	public List<String> busiest() {
		return this.connections.busiest();
	}

	/**
	 * Returns how many connections were made.
	 * @return how many, or since {@link #forget()}
	 */
	public int accepted() {
		return this.connections.accepted();
	}

	/**
	 * Returns how often what was asked.
	 * @return by method and the first parts of the path
	 */
	public Map<String, Integer> asked() {
		return new TreeMap<>(this.asked);
	}

	/**
	 * Returns how many requests there were.
	 * @return how many, or since {@link #forget()}
	 */
	public int requests() {
		return this.asked.values().stream().mapToInt(Integer::intValue).sum();
	}

	/** Counts anew from here. */
	public void forget() {
		this.connections.forget();
		this.asked.clear();
	}

	@Override
	public void close() {
		mood(Mood.RESETS);
		try {
			this.server.close();
			for (Socket socket : this.connections.open()) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
