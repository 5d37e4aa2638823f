package io.github.consulleader.consul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Consul behind a path, as some keep it; remembers what it was asked, and forwards no
 * more than it may.
 */
final class ForwardingProxy implements AutoCloseable {

	private final URI to;

	private final String path;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Semaphore permits;

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final List<String> tokens = new CopyOnWriteArrayList<>();

	ForwardingProxy(String path, URI to) {
		this(path, to, new Semaphore(Integer.MAX_VALUE));
	}

	/**
	 * Forwards in order of arrival.
	 * @param permits one for each request, which waits until there is one
	 */
	ForwardingProxy(URI to, Semaphore permits) {
		this("", to, permits);
	}

	private ForwardingProxy(String path, URI to, Semaphore permits) {
		this.path = path;
		this.to = to;
		this.permits = permits;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext(path + "/", this::forward);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	private void forward(HttpExchange exchange) throws IOException {
		String target = exchange.getRequestURI().toString().substring(this.path.length());
		this.asked.add(exchange.getRequestMethod() + " " + target);
		this.tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Consul-Token")));
		byte[] body = exchange.getRequestBody().readAllBytes();
		this.permits.acquireUninterruptibly();
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.to + target))
			.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
			.build();
		HttpResponse<byte[]> response = this.client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).join();
		response.headers()
			.firstValue("X-Consul-Index")
			.ifPresent((index) -> exchange.getResponseHeaders().add("x-consul-index", index));
		byte[] answer = response.body();
		exchange.sendResponseHeaders(response.statusCode(), (answer.length > 0) ? answer.length : -1);
		exchange.getResponseBody().write(answer);
		exchange.close();
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + this.path);
	}

	/** Methods, paths and queries. */
	List<String> asked() {
		return this.asked;
	}

	/** The token of each request. */
	List<String> tokens() {
		return this.tokens;
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdown();
	}

}
