package io.github.consulleader.consul;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.apache.hc.core5.http.ClassicHttpRequest;

/** A request on its way to a reply. */
final class PendingRequest {

	/**
	 * Longer ones might fill what the system keeps for a connection, and have their
	 * writer wait for the agent.
	 */
	private static final int SHORT = 8192;

	private final ClassicHttpRequest request;

	private final BooleanSupplier unwanted;

	private final CompletableFuture<Reply> result = new CompletableFuture<>();

	/**
	 * Prepares it.
	 * @param request what is written
	 * @param unwanted whether a reply comes too late
	 */
	PendingRequest(ClassicHttpRequest request, BooleanSupplier unwanted) {
		this.request = request;
		this.unwanted = unwanted;
	}

	ClassicHttpRequest request() {
		return this.request;
	}

	boolean isUnwanted() {
		return this.unwanted.getAsBoolean();
	}

	CompletableFuture<Reply> result() {
		return this.result;
	}

	/** Whether writing it cannot wait for anything: nothing else is under way there. */
	boolean isShort() {
		return this.request.getEntity() == null || this.request.getEntity().getContentLength() <= SHORT;
	}

	/** Whether it may be sent twice, though nobody asked for that. */
	boolean isRepeatable() {
		return "GET".equals(this.request.getMethod());
	}

}
