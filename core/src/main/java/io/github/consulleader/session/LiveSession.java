package io.github.consulleader.session;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Stamp;

/**
 * One session from its beginning to its end: its renewal and, if it hangs on a check, the
 * heartbeat. Once it is over it is deaf, so that an answer to a request of this session
 * can do nothing to the next one (F7).
 */
final class LiveSession {

	private final String id;

	private final boolean checked;

	private final Renewal renewal;

	private final Heartbeat heartbeat;

	LiveSession(Consul consul, EventLoop loop, SessionPlan plan, RandomGenerator random, Problems problems, String id,
			boolean checked, Stamp asked, Registrations registrations, CheckPasses passes, Consumer<String> gone,
			Runnable affinityLost) {
		this.id = id;
		this.checked = checked;
		this.renewal = new Renewal(consul, loop, plan, random, problems, id, asked, gone);
		this.heartbeat = new Heartbeat(loop, plan, random, problems, registrations, passes, this.renewal::now,
				affinityLost);
	}

	String id() {
		return this.id;
	}

	boolean checked() {
		return this.checked;
	}

	/** Whether it has a check that is passed without trouble. */
	boolean isPassing() {
		return this.checked && this.heartbeat.isWell();
	}

	Stamp aliveAt() {
		return this.renewal.aliveAt();
	}

	boolean proven() {
		return this.renewal.proven();
	}

	void begin() {
		this.renewal.begin();
		if (this.checked) {
			this.heartbeat.begin();
		}
	}

	void end() {
		this.renewal.end();
		this.heartbeat.end();
	}

	void renew() {
		this.renewal.now();
	}

}
