package io.github.consulleader.load;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections of a relay, and how many there were at a time. */
final class Connections {

	private static final String ANSWERED = " (answered)";

	/**
	 * How long it may take until a connection that the other end has closed is seen to be
	 * closed here: it does not count together with the one that was opened instead.
	 */
	private static final Duration NOTICE = Duration.ofMillis(500);

	/** With what was asked last on each. */
	private final ConcurrentMap<Socket, String> open = new ConcurrentHashMap<>();

	private final AtomicInteger accepted = new AtomicInteger();

	private final Executor later = CompletableFuture.delayedExecutor(NOTICE.toMillis(), TimeUnit.MILLISECONDS);

	private final AtomicInteger most = new AtomicInteger();

	private volatile CompletableFuture<Void> counting = CompletableFuture.completedFuture(null);

	private volatile List<String> busiest = List.of();

	void accepted(Socket socket) {
		this.accepted.incrementAndGet();
		this.open.put(socket, "nothing yet");
		Map<Socket, String> together = Map.copyOf(this.open);
		this.counting = CompletableFuture.allOf(this.counting,
				CompletableFuture.runAsync(() -> count(together), this.later));
	}

	private synchronized void count(Map<Socket, String> together) {
		List<String> still = together.entrySet()
			.stream()
			.filter((one) -> this.open.containsKey(one.getKey()))
			.map(Map.Entry::getValue)
			.toList();
		if (still.size() > this.most.get()) {
			this.most.set(still.size());
			this.busiest = still;
		}
	}

	void asked(Socket socket, String what) {
		this.open.put(socket, what);
	}

	void answered(Socket socket) {
		this.open.computeIfPresent(socket, (one, what) -> what.endsWith(ANSWERED) ? what : what + ANSWERED);
	}

	void closed(Socket socket) {
		this.open.remove(socket);
	}

	Set<Socket> open() {
		return this.open.keySet();
	}

	/** At a time, once it is certain which the other end had closed by then. */
	int most() {
		this.counting.join();
		return this.most.get();
	}

	/** What was asked last on each when there were most. */
	List<String> busiest() {
		return this.busiest;
	}

	int accepted() {
		return this.accepted.get();
	}

	/** Counts anew from here. */
	void forget() {
		this.counting.join();
		this.accepted.set(0);
		this.most.set(this.open.size());
	}

}
