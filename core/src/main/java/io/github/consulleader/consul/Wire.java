package io.github.consulleader.consul;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Carries requests to Consul and replies back. */
interface Wire {

	/**
	 * Sends a request; cancelling the future breaks it off.
	 * @param call the request
	 * @param unwanted whether an answer comes too late
	 * @return its reply
	 * @throws TokenHeader.IllegalTokenException if the token cannot be had or sent
	 */
	CompletableFuture<Reply> send(Call<?> call, BooleanSupplier unwanted);

	/** Changes with the token that was sent last. */
	int tokenVersion();

	/** Breaks off what is under way. */
	void close();

}
