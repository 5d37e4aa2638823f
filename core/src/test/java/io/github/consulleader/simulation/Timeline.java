package io.github.consulleader.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * The last things that happened, for people who look at a failed seed. Keeps nothing
 * unless it is switched on: a failed seed is run once more with it.
 */
final class Timeline {

	private static final int LENGTH = 250;

	private final Deque<String> lines = new ArrayDeque<>();

	private final VirtualTime time;

	private final boolean on;

	Timeline(VirtualTime time, boolean on) {
		this.time = time;
		this.on = on;
	}

	boolean isOn() {
		return this.on;
	}

	void note(Object who, Object... what) {
		if (!this.on) {
			return;
		}
		StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%12.6f  %-8s", this.time.now() / 1e9, who));
		for (Object part : what) {
			line.append(' ').append(part);
		}
		if (this.lines.size() == LENGTH) {
			this.lines.remove();
		}
		this.lines.add(line.toString());
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

}
