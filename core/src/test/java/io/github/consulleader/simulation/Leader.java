package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the servers have a leader, and what becomes of requests while they have none:
 * some fail at once, others are held and carried out by the next leader, when their
 * client has long given up.
 */
final class Leader {

	private static final long HOLD = Duration.ofSeconds(7).toNanos();

	private static final long AT_ONCE = Duration.ofMillis(2).toNanos();

	private final List<Held> held = new ArrayList<>();

	private final VirtualTime time;

	private final Dice dice;

	private boolean present = true;

	Leader(VirtualTime time, Dice dice) {
		this.time = time;
		this.dice = dice;
	}

	boolean isPresent() {
		return this.present;
	}

	/** Carries something out when there is a leader, or fails it for want of one. */
	void carryOut(Runnable action, Runnable failed) {
		if (this.present) {
			action.run();
		}
		else if (this.dice.chance(0.5)) {
			this.time.after(AT_ONCE, failed);
		}
		else {
			Held request = new Held(action);
			this.held.add(request);
			this.time.after(HOLD, () -> {
				if (this.held.remove(request)) {
					failed.run();
				}
			});
		}
	}

	void lose() {
		this.present = false;
	}

	void win() {
		this.present = true;
		List<Held> waiting = new ArrayList<>(this.held);
		this.held.clear();
		waiting.forEach((request) -> this.time.after(this.dice.between(0, AT_ONCE), request.action));
	}

	/** Told apart by identity. */
	private static final class Held {

		private final Runnable action;

		private Held(Runnable action) {
			this.action = action;
		}

	}

}
