package io.github.consulleader.engine;

import java.time.Duration;
import java.util.Map;

import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up a session that may hold roles which this process cannot see any more: as long
 * as it is renewed, it would keep them from everybody, and nobody would be worker. Event
 * loop only.
 */
final class StaleViewWatchdog {

	private static final Logger logger = LoggerFactory.getLogger(StaleViewWatchdog.class);

	private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

	private final EventLoop loop;

	private final Duration patience;

	private final Map<Role, RoleMachine> machines;

	private final Runnable giveUp;

	private EventLoop.@Nullable Timer timer;

	private boolean held;

	/**
	 * Sees everything.
	 * @param timings a TTL long, and never shorter than confidence, it may be blind
	 * @param machines all roles
	 * @param giveUp ends the session and begins another
	 */
	StaleViewWatchdog(EventLoop loop, Timings timings, Map<Role, RoleMachine> machines, Runnable giveUp) {
		this.loop = loop;
		boolean confident = timings.confidence().compareTo(timings.sessionTtl()) > 0;
		this.patience = confident ? timings.confidence() : timings.sessionTtl();
		this.machines = machines;
		this.giveUp = giveUp;
	}

	/** Something of the roles has changed: the session that once held one may hold it. */
	void review() {
		this.held |= this.machines.values().stream().anyMatch((one) -> one.state().mayHold());
	}

	/** An answer has failed. */
	void observationLost() {
		if (this.timer == null) {
			this.timer = this.loop.schedule(this.patience, this::overdue);
		}
	}

	/**
	 * An answer has come. A role that was there and has no record any more may be one
	 * that the token may not read: Consul does not tell these apart.
	 */
	void sighted(SnapshotReader view) {
		if (this.held && this.machines.values().stream().anyMatch((one) -> isHidden(view, one))) {
			observationLost();
		}
		else {
			stop();
		}
	}

	void stop() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	private static boolean isHidden(SnapshotReader view, RoleMachine machine) {
		RoleState state = machine.state();
		return !state.isHolding() && state.memory().highestIndex() != 0 && view.of(machine.role()).termIndex() == 0;
	}

	private void overdue() {
		boolean busy = this.machines.values()
			.stream()
			.anyMatch((one) -> one.state().isHolding() || !one.state().isIdle());
		if (busy) {
			this.timer = this.loop.schedule(LOOK_AGAIN, this::overdue);
			return;
		}
		this.timer = null;
		if (this.held) {
			this.held = false;
			logger.warn("No view of the roles for {}: giving up the session, which may hold some", this.patience);
			this.giveUp.run();
		}
	}

}
