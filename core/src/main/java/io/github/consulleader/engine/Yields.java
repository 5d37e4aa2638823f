package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Those who asked a role to yield and wait for it. Event loop only.
 */
final class Yields {

	private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();

	void add(CompletableFuture<Boolean> one) {
		this.waiting.add(one);
	}

	void settle(boolean handedOver) {
		List<CompletableFuture<Boolean>> told = List.copyOf(this.waiting);
		this.waiting.clear();
		told.forEach((one) -> one.complete(handedOver));
	}

}
