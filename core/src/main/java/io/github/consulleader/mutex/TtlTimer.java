package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.consulleader.time.EventLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the present hold's ttl is over. On the event loop.
 */
final class TtlTimer {

	private final MutexTable table;

	private final Consumer<LockLease> over;

	private @Nullable Timer timer;

	TtlTimer(MutexTable table, Consumer<LockLease> over) {
		this.table = table;
		this.over = over;
	}

	void watch(LockLease hold) {
		cancel();
		Duration ttl = hold.ttl();
		if (ttl == null) {
			return;
		}
		this.timer = this.table.schedule(ttl, () -> {
			if (hold.whyLost() != null) {
				this.over.accept(hold);
			}
			else {
				// It was moved on meanwhile.
				watch(hold);
			}
		});
	}

	void cancel() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

}
