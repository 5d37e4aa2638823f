package io.github.consulleader.rules.specimen;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs something in the common pool. */
public class PoolUser {

	/** In one second. */
	public void run() {
		CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> {
		});
	}

}
