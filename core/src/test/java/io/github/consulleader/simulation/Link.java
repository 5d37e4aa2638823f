package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A wire between two machines, both ways. While it is cut some messages are lost and
 * others arrive after it is whole again, if that is not too late.
 */
final class Link {

	private static final long HELD_FOR = Duration.ofSeconds(30).toNanos();

	private static final long CATCH_UP = Duration.ofSeconds(2).toNanos();

	private final List<Held> held = new ArrayList<>();

	private final VirtualTime time;

	private final Faults faults;

	private boolean cut;

	private long slowness;

	Link(VirtualTime time, Faults faults) {
		this.time = time;
		this.faults = faults;
	}

	boolean isCut() {
		return this.cut;
	}

	void cut() {
		this.cut = true;
	}

	/** From now on each message takes up to so much longer. */
	void slow(long nanos) {
		this.slowness = nanos;
	}

	void heal() {
		this.cut = false;
		this.slowness = 0;
		List<Held> late = new ArrayList<>(this.held);
		this.held.clear();
		for (Held message : late) {
			if (message.sent + HELD_FOR > this.time.now()) {
				this.time.after(this.faults.dice().between(0, CATCH_UP), () -> arrive(message));
			}
		}
	}

	/** Carries a message over. */
	void cross(long extraDelay, Runnable arrival) {
		Held message = new Held(this.time.now(), arrival);
		this.time.after(this.faults.latency() + this.faults.dice().between(0, this.slowness) + extraDelay,
				() -> arrive(message));
	}

	private void arrive(Held message) {
		if (!this.cut) {
			message.arrival.run();
		}
		else if (this.faults.dice().chance(0.5)) {
			this.held.add(message);
		}
	}

	private record Held(long sent, Runnable arrival) {
	}

}
