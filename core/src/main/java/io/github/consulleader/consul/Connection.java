package io.github.consulleader.consul;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to Consul, for one request at a time. Whoever sends writes; a thread of
 * the connection's own connects, waits for replies and completes what they answer. So a
 * request passes from thread to thread no more than it must.
 */
final class Connection implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(HttpConsul.class);

	private static final int BUFFER = 8192;

	/**
	 * The hint lets a body that has room in the buffer leave together with its header.
	 */
	private static final Http1Config CONFIG = Http1Config.custom()
		.setBufferSize(BUFFER)
		.setChunkSizeHint(BUFFER)
		.setMaxLineLength(2 * BUFFER)
		.setMaxHeaderCount(200)
		.build();

	private static final int WRITING_AND_READING = 2;

	private final Endpoint endpoint;

	private final ConnectionPool connections;

	private final DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(CONFIG);

	private final AtomicReference<@Nullable PendingRequest> underWay;

	/** Under way when nothing is taken any more. */
	private final PendingRequest over = new PendingRequest(new BasicClassicHttpRequest("", "/"), () -> true);

	/**
	 * A reply may be there before its writer has returned. Whoever is done last, the
	 * writer or the reader, says that another may write.
	 */
	private final AtomicInteger busy = new AtomicInteger(WRITING_AND_READING);

	private volatile Socket socket = new Socket();

	private volatile boolean closed;

	private volatile @Nullable Exception unwritten;

	private boolean replied;

	/**
	 * Prepares it; it is connected by the thread that runs it.
	 * @param first sent once it is connected
	 */
	Connection(Endpoint endpoint, ConnectionPool connections, PendingRequest first) {
		this.endpoint = endpoint;
		this.connections = connections;
		this.underWay = new AtomicReference<>(first);
	}

	/** Takes a request, to be written next; {@code false} if the connection has ended. */
	boolean take(PendingRequest next) {
		this.busy.set(WRITING_AND_READING);
		return this.underWay.compareAndSet(null, next);
	}

	/**
	 * Writes what it has taken. What comes of it, also a failure, its own thread tells.
	 */
	void write(PendingRequest taken) {
		try {
			this.http.sendRequestHeader(taken.request());
			this.http.sendRequestEntity(taken.request());
			this.http.flush();
			done();
		}
		catch (IOException | HttpException ex) {
			this.unwritten = ex;
			close();
		}
	}

	private void done() {
		if (this.busy.decrementAndGet() == 0) {
			this.connections.idle(this);
		}
	}

	/** Ends if that is what it carries. */
	void breakOff(PendingRequest unwanted) {
		if (this.underWay.compareAndSet(unwanted, this.over)) {
			close();
		}
	}

	/** Ends, and breaks off what it carries. */
	void end() {
		PendingRequest carried = this.underWay.getAndSet(this.over);
		close();
		if (carried != null && carried != this.over) {
			carried.result().cancel(true);
		}
	}

	@Override
	public void run() {
		try {
			this.endpoint.connect(this::anotherSocket, this.http);
			writeFirst();
			boolean more = true;
			while (more) {
				more = receive();
			}
		}
		catch (IOException | HttpException | RuntimeException ex) {
			fail(ex);
		}
		finally {
			this.underWay.set(this.over);
			close();
			this.connections.gone(this);
		}
	}

	/** For one more address. What was closed meanwhile stays closed. */
	private Socket anotherSocket() {
		this.socket = new Socket();
		if (this.closed) {
			close();
		}
		return this.socket;
	}

	/** By itself, since what stands in a frame that lasts is kept from the collector. */
	private void writeFirst() {
		PendingRequest first = this.underWay.get();
		if (first != null && first != this.over) {
			write(first);
		}
	}

	/** Waits for a reply; returns whether there may be another. */
	private boolean receive() throws IOException, HttpException {
		ClassicHttpResponse response = this.http.receiveResponseHeader();
		while (response.getCode() < HttpStatus.SC_SUCCESS) {
			response = this.http.receiveResponseHeader();
		}
		PendingRequest asked = this.underWay.get();
		if (asked == null || asked == this.over) {
			throw new ProtocolException("A reply to nothing");
		}
		if (asked.isUnwanted()) {
			asked.result().cancel(true);
			throw new ProtocolException("A reply that comes too late");
		}
		boolean kept = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(asked.request(), response,
				HttpCoreContext.create());
		Reply reply = read(response, asked.request());
		if (!this.underWay.compareAndSet(asked, kept ? null : this.over)) {
			throw new ProtocolException("A reply to what was broken off");
		}
		this.replied = true;
		if (kept) {
			done();
		}
		else {
			close();
		}
		asked.result().complete(reply);
		return kept;
	}

	private Reply read(ClassicHttpResponse response, HttpRequest request) throws IOException, HttpException {
		int status = response.getCode();
		String body = "";
		if (status != HttpStatus.SC_NO_CONTENT && status != HttpStatus.SC_NOT_MODIFIED) {
			this.http.receiveResponseEntity(response);
			body = new String(response.getEntity().getContent().readAllBytes(), StandardCharsets.UTF_8);
		}
		Header filtered = response.getFirstHeader("X-Consul-Results-Filtered-By-ACLs");
		Reply reply = new Reply(status, index(response.getFirstHeader("X-Consul-Index")), body,
				!TokenHeader.isIn(request), filtered != null && "true".equals(filtered.getValue()));
		logger.trace("< {} {} {}", reply.status(), reply.index(), reply.body());
		return reply;
	}

	private static OptionalLong index(@Nullable Header header) {
		try {
			return (header != null) ? OptionalLong.of(Long.parseLong(header.getValue())) : OptionalLong.empty();
		}
		catch (NumberFormatException ex) {
			return OptionalLong.empty();
		}
	}

	private void fail(Exception ex) {
		PendingRequest unanswered = this.underWay.getAndSet(this.over);
		if (unanswered == null || unanswered == this.over) {
			logger.trace("A connection has ended", ex);
		}
		else if (this.replied && unanswered.isRepeatable() && isSilent(ex)) {
			// It had been closed before the request came.
			this.connections.send(unanswered);
		}
		else {
			Exception before = this.unwritten;
			unanswered.result().completeExceptionally((before != null) ? before : ex);
		}
	}

	/** Whether no part of a reply was seen. */
	private static boolean isSilent(Exception ex) {
		return ex instanceof NoHttpResponseException || ex instanceof SocketException;
	}

	private void close() {
		this.closed = true;
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			logger.trace("A socket was not closed in order", ex);
		}
	}

}
