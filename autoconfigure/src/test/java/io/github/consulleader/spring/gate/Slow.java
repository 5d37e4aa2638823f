package io.github.consulleader.spring.gate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.consulleader.spring.LeaderOnly;

/**
 * A lifecycle bean that stops when the test says so.
 */
@LeaderOnly
class Slow extends PlainSmart {

	final CountDownLatch asked = new CountDownLatch(1);

	final CompletableFuture<Void> stopped = new CompletableFuture<>();

	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void stop(Runnable callback) {
		this.asked.countDown();
		this.stopped.thenRun(callback);
	}

	@Override
	public int getPhase() {
		return 100;
	}

}
