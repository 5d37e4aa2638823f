package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Those who wait for a stop. Event loop only.
 */
final class StopWaiters {

	private final List<CompletableFuture<Boolean>> all = new ArrayList<>();

	/** Who waits for the outcome. */
	void add(CompletableFuture<Boolean> one) {
		this.all.add(one);
	}

	void settle(boolean outcome) {
		List<CompletableFuture<Boolean>> told = List.copyOf(this.all);
		this.all.clear();
		told.forEach((one) -> one.complete(outcome));
	}

}
