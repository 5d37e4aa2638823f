package io.github.consulleader.consul;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts requests on the wire: HTTP/1.1 by Apache's HttpCore, with the token of the moment.
 */
// What is hung on the futures here neither throws nor is waited for.
@SuppressWarnings("FutureReturnValueIgnored")
final class Transport implements Wire {

	private static final Logger logger = LoggerFactory.getLogger(HttpConsul.class);

	private static final String JSON = "application/json; charset=utf-8";

	private final Endpoint endpoint;

	private final TokenHeader tokenHeader;

	private final ThreadPoolExecutor pool;

	private final ConnectionPool connections;

	Transport(ConsulConnection connection) {
		this.endpoint = new Endpoint(connection);
		this.tokenHeader = new TokenHeader(connection.token());
		Daemons daemons = new Daemons("consul-http");
		this.pool = new ThreadPoolExecutor(2, 2, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons,
				new ThreadPoolExecutor.DiscardPolicy());
		this.pool.allowCoreThreadTimeOut(true);
		this.connections = new ConnectionPool(this.endpoint, daemons, this.pool);
	}

	/**
	 * {@inheritDoc} Works also on an interrupted thread. Completes on a thread of this
	 * object, never on one that is sending, unless it is closed or no thread can be had;
	 * cancelling the future, and an answer that comes too late, closes the connection.
	 */
	@Override
	public CompletableFuture<Reply> send(Call<?> call, BooleanSupplier unwanted) {
		PendingRequest sending = new PendingRequest(request(call), unwanted);
		logger.trace("> {} {} {}", call.method(), call.target(), call.body());
		sending.result().whenComplete((reply, failure) -> {
			if (sending.result().isCancelled()) {
				this.connections.breakOff(sending);
			}
		});
		this.connections.send(sending);
		return sending.result();
	}

	private ClassicHttpRequest request(Call<?> call) {
		BasicClassicHttpRequest request = new BasicClassicHttpRequest(call.method(),
				this.endpoint.target(call.target()));
		request.setHeader("Host", this.endpoint.authority());
		this.tokenHeader.addTo(request);
		if (!call.method().equals("GET")) {
			byte[] body = (call.body() != null) ? call.body().getBytes(StandardCharsets.UTF_8) : new byte[0];
			request.setHeader("Content-Length", Integer.toString(body.length));
			// Newer agents log each request without it, and some proxies refuse it.
			request.setHeader("Content-Type", JSON);
			request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
		}
		return request;
	}

	@Override
	public int tokenVersion() {
		return this.tokenHeader.version();
	}

	@Override
	public void close() {
		this.connections.close();
		this.pool.shutdownNow();
	}

}
