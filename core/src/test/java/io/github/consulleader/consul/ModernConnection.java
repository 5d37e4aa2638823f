package io.github.consulleader.consul;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client, and the one to Consul that carries its requests. Rules that
 * some only have, and faults, are for the product, which names no user agent: operators
 * and observers of tests have tools that do.
 */
final class ModernConnection {

	private static final Timeout TICK = Timeout.ofMilliseconds(200);

	private final ModernWire wire;

	private final Socket socket;

	private final URI to;

	private final ModernFaults faults;

	private final DefaultBHttpServerConnection client = new DefaultBHttpServerConnection("http", Http1Config.DEFAULT);

	private final DefaultBHttpClientConnection consul = new DefaultBHttpClientConnection(Http1Config.DEFAULT);

	ModernConnection(ModernWire wire, Socket socket, URI to, ModernFaults faults) {
		this.wire = wire;
		this.socket = socket;
		this.to = to;
		this.faults = faults;
	}

	/** Until either side ends, or the client is idle for too long. */
	void serve() throws IOException {
		try (Socket onward = new Socket(this.to.getHost(), this.to.getPort())) {
			onward.setTcpNoDelay(true);
			this.socket.setTcpNoDelay(true);
			this.consul.bind(onward);
			this.client.bind(this.socket);
			boolean more = true;
			while (more) {
				this.client.setSocketTimeout(Timeout.of(this.faults.idle()));
				ClassicHttpRequest request = this.client.receiveRequestHeader();
				more = request != null && treat(request);
			}
		}
		catch (HttpException ex) {
			throw new IOException(ex);
		}
	}

	private boolean treat(ClassicHttpRequest request) throws IOException, HttpException {
		this.client.receiveRequestEntity(request);
		byte[] body = (request.getEntity() != null) ? request.getEntity().getContent().readAllBytes() : new byte[0];
		boolean product = !request.containsHeader("User-Agent");
		ModernFaults.Fate fate = product ? this.faults.fateOf(request.getMethod(), request.getPath())
				: ModernFaults.Fate.CARRIED_OUT;
		if (fate == ModernFaults.Fate.CLOSED) {
			this.wire.countSpoiled();
			return false;
		}
		ModernAnswer said = (fate != ModernFaults.Fate.CARRIED_OUT) ? ModernFaults.said(fate)
				: refusal(request, body, product);
		if (said != null) {
			this.wire.countSpoiled();
			answer(said, null);
			return true;
		}
		return carryOut(request, body);
	}

	/** What a newer Consul, or a strict proxy before it, does not let pass. */
	private @Nullable ModernAnswer refusal(ClassicHttpRequest request, byte[] body, boolean product) {
		if (!product) {
			return null;
		}
		if (body.length > 0 && !request.containsHeader("Content-Type")) {
			return new ModernAnswer(415, "Unsupported Media Type");
		}
		return ModernKeys.refused(request.getPath(), new String(body, StandardCharsets.UTF_8),
				this.faults.strictKeys());
	}

	private boolean carryOut(ClassicHttpRequest request, byte[] body) throws IOException, HttpException {
		String path = request.getPath();
		String deregister = "/v1/agent/service/deregister/";
		if (path.startsWith(deregister)) {
			String id = path.substring(deregister.length()).replaceFirst("[?].*", "");
			ClassicHttpResponse there = ask(request, "GET", "/v1/agent/service/" + id, new byte[0]);
			if (there.getCode() == 404) {
				this.wire.countRewritten();
				answer(ModernAnswer.unknownService(id), null);
				return true;
			}
		}
		ClassicHttpResponse response = ask(request, request.getMethod(), path, body);
		byte[] bytes = response.getEntity().getContent().readAllBytes();
		ModernAnswer old = new ModernAnswer(response.getCode(), new String(bytes, StandardCharsets.UTF_8));
		ModernAnswer modern = old.rewritten(path);
		Header index = response.getFirstHeader("X-Consul-Index");
		if (modern.equals(old)) {
			answer(old.status(), bytes, index);
		}
		else {
			this.wire.countRewritten();
			answer(modern, index);
		}
		return true;
	}

	private ClassicHttpResponse ask(ClassicHttpRequest request, String method, String path, byte[] body)
			throws IOException, HttpException {
		BasicClassicHttpRequest onward = new BasicClassicHttpRequest(method, path);
		onward.setHeader("Host", this.to.getAuthority());
		Header token = request.getFirstHeader("X-Consul-Token");
		if (token != null) {
			onward.setHeader(token);
		}
		onward.setHeader("Content-Length", Integer.toString(body.length));
		onward.setEntity(new ByteArrayEntity(body, null));
		this.consul.sendRequestHeader(onward);
		this.consul.sendRequestEntity(onward);
		this.consul.flush();
		awaitAnswer();
		ClassicHttpResponse response = this.consul.receiveResponseHeader();
		this.consul.receiveResponseEntity(response);
		byte[] read = (response.getEntity() != null) ? response.getEntity().getContent().readAllBytes() : new byte[0];
		response.setEntity(new ByteArrayEntity(read, null));
		return response;
	}

	/** Gives up with its client, and when it takes longer than an answer may. */
	private void awaitAnswer() throws IOException {
		long began = System.nanoTime();
		while (!this.consul.isDataAvailable(TICK)) {
			if (this.client.isStale() || System.nanoTime() - began > this.faults.longest().toNanos()) {
				throw new IOException("Cut");
			}
		}
	}

	private void answer(ModernAnswer answer, @Nullable Header index) throws IOException, HttpException {
		answer(answer.status(), answer.body().getBytes(StandardCharsets.UTF_8), index);
	}

	private void answer(int status, byte[] body, @Nullable Header index) throws IOException, HttpException {
		this.wire.countAnswered();
		BasicClassicHttpResponse response = new BasicClassicHttpResponse(status);
		boolean json = status < 400 || status == 409;
		response.setHeader("Content-Type", json ? "application/json" : "text/plain; charset=utf-8");
		response.setHeader("X-Consul-Default-Acl-Policy", "allow");
		response.setHeader("X-Consul-Query-Backend", "blocking-query");
		response.setHeader("X-Consul-Effective-Consistency", "leader");
		response.setHeader("X-Consul-Results-Filtered-By-ACLs", "false");
		if (index != null) {
			response.setHeader(index);
		}
		response.setHeader("Content-Length", Integer.toString(body.length));
		response.setEntity(new ByteArrayEntity(body, null));
		this.client.sendResponseHeader(response);
		this.client.sendResponseEntity(response);
		this.client.flush();
	}

}
