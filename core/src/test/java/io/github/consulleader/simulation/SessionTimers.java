package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The leader's timers that end sessions which are not renewed. A new leader starts them
 * anew.
 */
final class SessionTimers {

	private final Map<String, VirtualTime.Event> timers = new HashMap<>();

	private final VirtualTime time;

	private final Faults faults;

	private final Consumer<SessionRecord> expired;

	SessionTimers(VirtualTime time, Faults faults, Consumer<SessionRecord> expired) {
		this.time = time;
		this.faults = faults;
		this.expired = expired;
	}

	void touch(SessionRecord session) {
		forget(session.id());
		Duration ttl = session.spec().ttl();
		if (!ttl.isZero()) {
			this.timers.put(session.id(), this.time.after(this.faults.expiry(ttl), () -> this.expired.accept(session)));
		}
	}

	void forget(String sessionId) {
		VirtualTime.Event timer = this.timers.remove(sessionId);
		if (timer != null) {
			timer.cancel();
		}
	}

	void stop() {
		this.timers.values().forEach(VirtualTime.Event::cancel);
		this.timers.clear();
	}

}
