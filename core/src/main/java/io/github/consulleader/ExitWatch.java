package io.github.consulleader;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.consulleader.engine.Engine;
import io.github.consulleader.time.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a stop from waiting for work that waits for the stop. Work that calls
 * {@code System.exit} never returns, while the JVM waits for the hook that stops the
 * election: it counts as ended. Work that waits for another thread, which may be the one
 * that called it, is interrupted; if that does not wake it, the stop is left to Consul.
 * Nothing of this applies while the JVM goes on, or ends because of a signal.
 */
final class ExitWatch {

	private static final Duration EVERY = Duration.ofMillis(40);

	/** So often in a row a thread is seen waiting before it is interrupted. */
	private static final int SEEN_BEFORE_INTERRUPT = 5;

	/** And so often before it is taken for one that never wakes. */
	private static final int SEEN_BEFORE_GIVING_UP = 30;

	private static final Logger logger = LoggerFactory.getLogger(ExitWatch.class);

	private final JvmExit exit = new JvmExit();

	private final EventLoop loop;

	private final Engine engine;

	private boolean watching;

	private Map<Thread, Integer> seenWaiting = Map.of();

	ExitWatch(Engine engine, EventLoop loop) {
		this.engine = engine;
		this.loop = loop;
	}

	/** A stop has begun, or will before what the event loop does next. Any thread. */
	void begin() {
		this.loop.execute(() -> {
			if (!this.watching) {
				this.watching = true;
				look();
			}
		});
	}

	private void look() {
		if (!this.engine.isStopping()) {
			this.watching = false;
			this.seenWaiting = Map.of();
			return;
		}
		Set<Thread> busy = this.engine.threads().all();
		if (!busy.isEmpty() && this.exit.hasBegun()) {
			look(busy);
		}
		this.loop.schedule(EVERY, this::look);
	}

	private void look(Set<Thread> busy) {
		Map<Thread, Integer> waiting = new HashMap<>();
		for (Thread thread : busy) {
			if (this.exit.isCalledBy(thread)) {
				logger.info("Thread {} ends the JVM from inside leader work; that work counts as ended",
						thread.getName());
				this.engine.threads().dismiss(thread);
			}
			else if (JvmExit.isWaiting(thread)) {
				waiting.put(thread, this.seenWaiting.getOrDefault(thread, 0) + 1);
			}
		}
		if (!waiting.isEmpty() && this.exit.isCalledByCode()) {
			waiting.forEach(this::dealWith);
		}
		this.seenWaiting = waiting;
	}

	private void dealWith(Thread thread, int seen) {
		if (seen == SEEN_BEFORE_INTERRUPT) {
			logger.info("System.exit was called while leader work on thread {} waits; it is interrupted",
					thread.getName());
			this.engine.threads().interrupt(thread);
		}
		else if (seen == SEEN_BEFORE_GIVING_UP) {
			logger.warn("Leader work on thread {} waits on although it was interrupted; the JVM ends, and its roles "
					+ "go on when the session has expired", thread.getName());
		}
		if (seen >= SEEN_BEFORE_GIVING_UP) {
			this.engine.stopWaiting();
		}
	}

}
