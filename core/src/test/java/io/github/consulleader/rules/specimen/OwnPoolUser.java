package io.github.consulleader.rules.specimen;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Runs something where it was asked to. */
public class OwnPoolUser {

	/**
	 * Runs it.
	 * @param executor where
	 * @return when it has run
	 */
	public CompletableFuture<Void> run(Executor executor) {
		return CompletableFuture.runAsync(() -> {
		}, executor);
	}

}
