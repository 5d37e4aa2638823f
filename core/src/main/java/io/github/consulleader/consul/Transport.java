package io.github.consulleader.consul;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts requests on the wire: HTTP/1.1 on the JDK's client, with the token of the moment.
 */
// What is hung on the futures here neither throws nor is waited for.
@SuppressWarnings("FutureReturnValueIgnored")
final class Transport implements Wire {

	private static final Logger logger = LoggerFactory.getLogger(HttpConsul.class);

	private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

	private final ConsulConnection connection;

	private final String base;

	private final TokenHeader tokenHeader;

	private final Daemons daemons = new Daemons("consul-http");

	private final ThreadPoolExecutor executor;

	private final ClientExecutor work;

	private final HttpClient client;

	private final Set<Runnable> breakingOff = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	Transport(ConsulConnection connection) {
		this.connection = connection;
		this.tokenHeader = new TokenHeader(connection.token());
		this.base = connection.address().toString().replaceFirst("/+$", "");
		this.executor = new ThreadPoolExecutor(2, 2, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this.daemons,
				new ThreadPoolExecutor.DiscardPolicy());
		this.executor.allowCoreThreadTimeOut(true);
		this.work = new ClientExecutor(isQuick(connection.address()), this.daemons, this.executor);
		// The client starts a thread, too. It inherits the group of the thread it is made
		// on, which is how close() reaches it: before Java 21 a client cannot be closed.
		this.client = CompletableFuture.supplyAsync(this::newClient, this.executor).join();
	}

	private HttpClient newClient() {
		Duration timeout = this.connection.requestTimeout();
		HttpClient.Builder builder = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout((timeout.compareTo(LONGEST_CONNECT) < 0) ? timeout : LONGEST_CONNECT)
			.executor(this.work);
		if (this.connection.sslContext() != null) {
			builder.sslContext(this.connection.sslContext());
		}
		else if (!this.base.regionMatches(true, 0, "https:", 0, 6)) {
			builder.sslContext(trustingNobody());
		}
		return builder.build();
	}

	/** Whether no name has to be looked up, and there is no TLS. */
	private static boolean isQuick(URI address) {
		String host = address.getHost();
		return "http".equalsIgnoreCase(address.getScheme())
				&& (host.equalsIgnoreCase("localhost") || host.startsWith("[") || host.matches("[0-9.]+"));
	}

	/**
	 * The client makes itself a context whether it is to speak TLS or not, and that reads
	 * all certificates that the JVM trusts: more than a megabyte that would stay.
	 */
	private static SSLContext trustingNobody() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(new KeyManager[0], new TrustManager[0], null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM has no TLS", ex);
		}
	}

	/**
	 * {@inheritDoc} Works also on an interrupted thread. Completes on a thread of this
	 * object, never on one that is sending; cancelling the future, and an answer that
	 * comes too late, closes the connection.
	 */
	@Override
	public CompletableFuture<Reply> send(Call<?> call, BooleanSupplier unwanted) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + call.target()))
			.method(call.method(), (call.body() != null) ? HttpRequest.BodyPublishers.ofString(call.body())
					: HttpRequest.BodyPublishers.noBody());
		this.tokenHeader.addTo(request);
		logger.trace("> {} {} {}", call.method(), call.target(), call.body());
		CompletableFuture<Reply> result = new CompletableFuture<>();
		Runnable breakOff = () -> result.cancel(true);
		this.breakingOff.add(breakOff);
		CompletableFuture<?> exchange = this.work.sending(
				() -> this.client.sendAsync(request.build(), new Receipt(result, unwanted, this.work::completing)));
		result.whenComplete((reply, failure) -> {
			this.breakingOff.remove(breakOff);
			if (result.isCancelled()) {
				exchange.cancel(true);
			}
		});
		exchange.whenComplete((response, failure) -> {
			if (failure != null) {
				this.executor.execute(() -> result.completeExceptionally(failure));
			}
		});
		if (this.closed) {
			result.cancel(true);
		}
		return result;
	}

	@Override
	public int tokenVersion() {
		return this.tokenHeader.version();
	}

	@Override
	public void close() {
		this.closed = true;
		this.breakingOff.forEach(Runnable::run);
		this.daemons.interruptAll();
		this.executor.shutdownNow();
	}

}
