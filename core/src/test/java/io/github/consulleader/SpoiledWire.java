package io.github.consulleader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A way to Consul on which a test spoils the requests of its choice. A request is told by
 * {@code METHOD target body}.
 */
final class SpoiledWire implements AutoCloseable {

	private static final Rule WHOLE = new Rule(Pattern.compile("(?!)"), Fate.CARRIED_OUT, new AtomicInteger());

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "spoiled-wire");
		thread.setDaemon(true);
		return thread;
	});

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final URI to;

	private final HttpServer server;

	private volatile Rule rule = WHOLE;

	SpoiledWire(URI to) {
		this.to = to;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::treat);
		this.server.start();
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/** Spoils all that match from now on. */
	void spoil(String pattern, Fate fate) {
		spoil(pattern, fate, Integer.MAX_VALUE);
	}

	/** Spoils the next so many that match. */
	void spoil(String pattern, Fate fate, int times) {
		this.rule = new Rule(Pattern.compile(pattern, Pattern.DOTALL), fate, new AtomicInteger(times));
	}

	/** Spoils nothing more. */
	void heal() {
		this.rule = WHOLE;
	}

	/** How many are still to be spoiled. */
	int left() {
		return this.rule.left.get();
	}

	/** All that was asked. */
	List<String> asked() {
		return this.asked;
	}

	private void treat(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		String request = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
				+ new String(body, StandardCharsets.UTF_8);
		this.asked.add(request);
		switch (this.rule.fateOf(request)) {
			case CARRIED_OUT -> {
				HttpResponse<byte[]> response = forward(exchange, body);
				if (!this.rule.silences(request)) {
					answer(exchange, response);
				}
			}
			// The exchange stays open: silence on a living connection.
			case SILENCE -> exchange.getRequestBody().close();
			case REPLY_LOST -> forward(exchange, body);
			case NO_LEADER -> say(exchange, 500, "No cluster leader");
			case TOO_MANY -> say(exchange, 429, "Your IP is issuing too many concurrent connections");
			case CLOSED -> exchange.close();
		}
	}

	private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.to.resolve(exchange.getRequestURI()))
			.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
		String token = exchange.getRequestHeaders().getFirst("X-Consul-Token");
		if (token != null) {
			request.header("X-Consul-Token", token);
		}
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (InterruptedException ex) {
			throw new IOException("The test is over", ex);
		}
	}

	private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
		response.headers()
			.firstValue("X-Consul-Index")
			.ifPresent((index) -> exchange.getResponseHeaders().add("X-Consul-Index", index));
		byte[] body = response.body();
		exchange.sendResponseHeaders(response.statusCode(), (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static void say(HttpExchange exchange, int status, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/** What becomes of a request. */
	enum Fate {

		/** Consul carries it out and its answer arrives. */
		CARRIED_OUT,

		/** Consul never hears of it, and nobody answers. */
		SILENCE,

		/** Consul carries it out, but nobody answers. */
		REPLY_LOST,

		/** The servers have no leader: 500. */
		NO_LEADER,

		/** The servers have enough of us: 429. */
		TOO_MANY,

		/** The connection is closed without an answer. */
		CLOSED

	}

	private record Rule(Pattern pattern, Fate fate, AtomicInteger left) {

		/** An answer that was on its way when all fell silent does not arrive either. */
		boolean silences(String request) {
			return this.fate == Fate.SILENCE && this.pattern.matcher(request).find();
		}

		Fate fateOf(String request) {
			boolean spoiled = this.pattern.matcher(request).find()
					&& this.left.getAndUpdate((n) -> Math.max(0, n - 1)) > 0;
			return spoiled ? this.fate : Fate.CARRIED_OUT;
		}

	}

}
