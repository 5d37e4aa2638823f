package io.github.consulleader.consul;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How requests and replies pass, and what becomes of the connection. */
class ConnectionTests extends HttpTroubleFixture {

	private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

	private static final String NO_KEYS = "HTTP/1.1 200 OK\r\nX-Consul-Index: 7\r\nContent-Length: 2\r\n\r\n[]";

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	/** Sends the same to each request of each connection. */
	private static LoopbackServer keepSaying(String text) {
		return new LoopbackServer((socket) -> {
			while (true) {
				LoopbackServer.readRequest(socket.getInputStream());
				socket.getOutputStream().write(bytes(text));
			}
		});
	}

	/**
	 * Answers the first request of the first connection, and the second by closing it.
	 */
	private static LoopbackServer closingOnce(AtomicInteger requests, String text) {
		AtomicInteger connections = new AtomicInteger();
		return new LoopbackServer((socket) -> {
			boolean first = connections.incrementAndGet() == 1;
			for (int i = 0; true; i++) {
				LoopbackServer.readRequest(socket.getInputStream());
				requests.incrementAndGet();
				if (first && i == 1) {
					return;
				}
				socket.getOutputStream().write(bytes(text));
			}
		});
	}

	private static CompletableFuture<Answer<Listing>> list(HttpConsul consul) {
		return consul.list("a/", Consistency.DEFAULT);
	}

	@Test
	void saysOfWhatTypeTheBodyOfARequestIs() {
		List<String> requests = new CopyOnWriteArrayList<>();
		try (LoopbackServer server = new LoopbackServer((socket) -> {
			byte[] some = new byte[8192];
			for (int length = socket.getInputStream().read(some); length > 0; length = socket.getInputStream()
				.read(some)) {
				requests.add(new String(some, 0, length, StandardCharsets.ISO_8859_1));
				socket.getOutputStream().write(bytes(EMPTY));
			}
		}); HttpConsul consul = client(server, GENEROUS)) {
			unknown(transaction(consul));
			unknown(list(consul));
			answer(consul.pass("x"));
		}
		assertThat(requests).hasSize(3);
		assertThat(requests.get(0)).startsWith("PUT /v1/txn").contains("Content-Type: application/json; charset=utf-8");
		assertThat(requests.get(1)).startsWith("GET /v1/kv/").doesNotContain("Content-Type");
		assertThat(requests.get(2)).startsWith("PUT /v1/agent/check/pass/x").contains("Content-Type: application/json");
	}

	@Test
	void usesAConnectionAgain() {
		try (LoopbackServer server = keepSaying(NO_KEYS); HttpConsul consul = client(server, GENEROUS)) {
			for (int i = 0; i < 5; i++) {
				assertThat(answer(list(consul))).isEqualTo(new Answer.Done<>(new Listing(List.of(), 7)));
			}
			assertThat(server.accepted()).isEqualTo(1);
		}
	}

	@Test
	void asksAgainWhereAConnectionHadBeenClosedBefore() {
		AtomicInteger requests = new AtomicInteger();
		try (LoopbackServer server = closingOnce(requests, NO_KEYS); HttpConsul consul = client(server, GENEROUS)) {
			assertThat(answer(list(consul))).isInstanceOf(Answer.Done.class);
			assertThat(answer(list(consul))).isInstanceOf(Answer.Done.class);
			assertThat(requests).hasValue(3);
			assertThat(server.accepted()).isEqualTo(2);
		}
	}

	@Test
	void writesNothingTwice() {
		AtomicInteger requests = new AtomicInteger();
		try (LoopbackServer server = closingOnce(requests, EMPTY); HttpConsul consul = client(server, GENEROUS)) {
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Done.class);
			assertThat(unknown(consul.pass("x"))).contains("closed without an answer");
			assertThat(requests).hasValue(2);
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Done.class);
		}
	}

	@Test
	void readsChunksAndWhatComesBeforeAReply() {
		String chunks = String.join("\r\n", "HTTP/1.1 100 Continue", "", "HTTP/1.1 103 Early Hints", "Link: x", "",
				"HTTP/1.1 200 OK", "X-Consul-Index: 7", "Transfer-Encoding: chunked", "", "1", "[", "1", "]", "0", "",
				"");
		try (LoopbackServer server = keepSaying(chunks); HttpConsul consul = client(server, GENEROUS)) {
			for (int i = 0; i < 3; i++) {
				assertThat(answer(list(consul))).isEqualTo(new Answer.Done<>(new Listing(List.of(), 7)));
			}
			assertThat(server.accepted()).isEqualTo(1);
		}
	}

	@Test
	void readsRepliesWithoutABody() {
		try (LoopbackServer server = keepSaying("HTTP/1.1 204 No Content\r\n\r\n");
				HttpConsul consul = client(server, GENEROUS)) {
			for (int i = 0; i < 3; i++) {
				assertThat(unknown(consul.pass("x"))).contains("204");
			}
			assertThat(server.accepted()).isEqualTo(1);
		}
	}

	@Test
	void keepsNoConnectionOnWhichMoreCameThanWasAskedFor() {
		try (LoopbackServer server = keepSaying(EMPTY + EMPTY); HttpConsul consul = client(server, GENEROUS)) {
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Done.class);
			await().atMost(GENEROUS).until(() -> server.open() == 0);
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Done.class);
			assertThat(server.accepted()).isEqualTo(2);
		}
	}

	@Test
	void doesNotWaitForAnAgentThatDoesNotReadWhatIsLong() {
		BlockingQueue<Boolean> end = new LinkedBlockingQueue<>();
		AtomicInteger connections = new AtomicInteger();
		try (LoopbackServer server = new LoopbackServer((socket) -> {
			boolean first = connections.incrementAndGet() == 1;
			LoopbackServer.readRequest(socket.getInputStream());
			socket.getOutputStream().write(bytes(EMPTY));
			if (first) {
				pause(end);
			}
		}); HttpConsul consul = client(server, Duration.ofSeconds(2))) {
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Done.class);
			// On the connection that is open already: it would be written by this thread.
			CompletableFuture<Answer<List<Entry>>> huge = consul
				.transact(List.of(new Operation.Set("a", "b".repeat(50_000_000), 0)));
			assertThat(huge).isNotDone();
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Done.class);
			assertThat(unknown(huge)).contains("no answer");
		}
		finally {
			end.add(true);
		}
	}

	private static void pause(BlockingQueue<Boolean> end) throws IOException {
		try {
			assertThat(end.poll(GENEROUS.toSeconds(), TimeUnit.SECONDS)).isNotNull();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * The next request goes out on the thread that has read the last reply, often before
	 * the thread that wrote the last request has returned from that.
	 */
	@Test
	void mixesNoRequestWithTheOneBefore() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			byte[] body = exchange.getRequestBody().readAllBytes();
			boolean same = new String(body, StandardCharsets.US_ASCII).equals(exchange.getRequestURI().getPath());
			exchange.sendResponseHeaders(same ? 200 : 500, -1);
			exchange.close();
		});
		server.start();
		Transport transport = new Transport(
				new ConsulConnection(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), GENEROUS));
		try {
			List<CompletableFuture<Integer>> runners = new ArrayList<>();
			for (int runner = 0; runner < 4; runner++) {
				runners.add(hammer(transport, runner, 5000));
			}
			assertThat(runners).allSatisfy((done) -> assertThat(done.orTimeout(60, TimeUnit.SECONDS).join()).isZero());
		}
		finally {
			transport.close();
			server.stop(0);
		}
	}

	/** How many of so many requests were not understood. */
	private static CompletableFuture<Integer> hammer(Transport transport, int runner, int more) {
		if (more == 0) {
			return CompletableFuture.completedFuture(0);
		}
		String path = "/" + runner + "/" + "x".repeat(more % 100) + more;
		Call<Reply> call = new Call<>(RequestType.TRANSACT, "PUT", path, path, GENEROUS, Answer.Done::new);
		Executor elsewhere = (more % 50 == 0) ? ForkJoinPool.commonPool() : Runnable::run;
		return transport.send(call, () -> false)
			.thenComposeAsync((reply) -> hammer(transport, runner, more - 1)
				.thenApply((failed) -> failed + ((reply.status() == 200) ? 0 : 1)), elsewhere);
	}

	/** A listing may be large, and a connection is there for long. */
	@Test
	void keepsNothingOfARequestThatWasAnswered() {
		try (LoopbackServer server = keepSaying(NO_KEYS)) {
			Transport transport = new Transport(new ConsulConnection(server.address(), GENEROUS));
			Call<Reply> call = new Call<>(RequestType.LIST, "GET", "/", null, GENEROUS, Answer.Done::new);
			WeakReference<Reply> reply = new WeakReference<>(
					transport.send(call, () -> false).orTimeout(30, TimeUnit.SECONDS).join());
			await().atMost(GENEROUS).until(() -> {
				System.gc();
				return reply.get() == null;
			});
			assertThat(server.open()).isEqualTo(1);
			transport.close();
		}
	}

	@Test
	void completesNothingOnTheThreadThatSends() {
		URI gone;
		try (LoopbackServer closed = LoopbackServer.blackHole()) {
			gone = closed.address();
		}
		try (LoopbackServer server = keepSaying(EMPTY)) {
			assertThat(completing(server.address())).hasSize(20).doesNotContain(Thread.currentThread());
		}
		assertThat(completing(gone)).hasSize(20).doesNotContain(Thread.currentThread());
	}

	/** On which threads twenty requests complete. */
	private static List<Thread> completing(URI address) {
		List<Thread> threads = new ArrayList<>();
		ConnectionPool connections = new ConnectionPool(new Endpoint(new ConsulConnection(address, GENEROUS)),
				new Daemons("connection-tests"), Runnable::run);
		for (int i = 0; i < 20; i++) {
			PendingRequest sending = new PendingRequest(new BasicClassicHttpRequest("GET", "/"), () -> false);
			CompletableFuture<Boolean> told = sending.result()
				.handle((reply, failure) -> threads.add(Thread.currentThread()));
			connections.send(sending);
			assertThat(told.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
		}
		connections.close();
		return threads;
	}

	@Test
	void failsWhereNoThreadCanBeHad() {
		try (LoopbackServer server = keepSaying(EMPTY)) {
			ConnectionPool connections = new ConnectionPool(
					new Endpoint(new ConsulConnection(server.address(), GENEROUS)), (task) -> {
						throw new OutOfMemoryError("unable to create a thread");
					}, Runnable::run);
			PendingRequest sending = new PendingRequest(new BasicClassicHttpRequest("GET", "/"), () -> false);
			connections.send(sending);
			assertThat(sending.result()).isCompletedExceptionally();
			connections.close();
		}
	}

	@Test
	void sendsNothingOnceClosed() {
		try (LoopbackServer server = keepSaying(EMPTY)) {
			ConnectionPool connections = new ConnectionPool(
					new Endpoint(new ConsulConnection(server.address(), GENEROUS)), new Daemons("connection-tests"),
					Runnable::run);
			connections.close();
			PendingRequest sending = new PendingRequest(new BasicClassicHttpRequest("GET", "/"), () -> false);
			connections.send(sending);
			assertThat(sending.result()).isCancelled();
			assertThat(server.accepted()).isZero();
		}
	}

}
