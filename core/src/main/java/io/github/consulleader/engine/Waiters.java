package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Those who wait for a role to be handed over, or to be off. Event loop only.
 */
final class Waiters {

	private final List<CompletableFuture<Boolean>> yields = new ArrayList<>();

	private final List<Runnable> off = new ArrayList<>();

	/** Who waits for the outcome. */
	void add(CompletableFuture<Boolean> one) {
		this.yields.add(one);
	}

	/** Who is to be called when nothing of the role is left here. */
	void addForOff(Runnable one) {
		this.off.add(one);
	}

	void settle(boolean handedOver) {
		List<CompletableFuture<Boolean>> told = List.copyOf(this.yields);
		this.yields.clear();
		told.forEach((one) -> one.complete(handedOver));
	}

	void off() {
		List<Runnable> told = List.copyOf(this.off);
		this.off.clear();
		told.forEach(Runnable::run);
	}

}
