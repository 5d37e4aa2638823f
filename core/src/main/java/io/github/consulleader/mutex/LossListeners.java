package io.github.consulleader.mutex;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who want to know when a hold is lost. Each is called once at most, on a thread of
 * the callbacks. For any thread.
 */
final class LossListeners {

	private static final Logger logger = LoggerFactory.getLogger(LossListeners.class);

	private final Executor callbacks;

	private final ReentrantLock lock = new ReentrantLock();

	private final List<Consumer<String>> waiting = new ArrayList<>();

	private boolean decided;

	private @Nullable String reason;

	LossListeners(Executor callbacks) {
		this.callbacks = callbacks;
	}

	/** Calls a listener at once if the hold was lost already. */
	void add(Consumer<String> listener) {
		this.lock.lock();
		try {
			if (!this.decided) {
				this.waiting.add(listener);
			}
			else if (this.reason != null) {
				call(listener, this.reason);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void lost(String why) {
		decide(why);
	}

	/** Drops all listeners: the hold was given up in time. */
	void over() {
		decide(null);
	}

	private void decide(@Nullable String why) {
		this.lock.lock();
		try {
			if (!this.decided) {
				this.decided = true;
				this.reason = why;
				if (why != null) {
					this.waiting.forEach((listener) -> call(listener, why));
				}
				this.waiting.clear();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void call(Consumer<String> listener, String why) {
		this.callbacks.execute(() -> {
			try {
				listener.accept(why);
			}
			catch (Throwable ex) {
				logger.error("A listener for a lost mutex failed ({})", why, ex);
			}
		});
	}

}
