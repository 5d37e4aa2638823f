package io.github.consulleader.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What happened, for people who look at a failed seed: all events, and the last messages.
 * Keeps nothing unless it is switched on: a failed seed is run once more with it.
 */
final class Timeline {

	private static final int EVENTS = 400;

	private static final int MESSAGES = 150;

	private final Deque<String> events = new ArrayDeque<>();

	private final Deque<String> messages = new ArrayDeque<>();

	private final VirtualTime time;

	private final boolean on;

	Timeline(VirtualTime time, boolean on) {
		this.time = time;
		this.on = on;
	}

	boolean isOn() {
		return this.on;
	}

	/** Something that tells the story. */
	void note(Object who, @Nullable Object... what) {
		if (this.on) {
			String line = line(who, what);
			add(this.events, EVENTS, line);
			add(this.messages, MESSAGES, line);
		}
	}

	/** A request or an answer: there are many. */
	void message(Object who, Object... what) {
		if (this.on) {
			add(this.messages, MESSAGES, line(who, what));
		}
	}

	private static void add(Deque<String> lines, int most, String line) {
		if (lines.size() == most) {
			lines.remove();
		}
		lines.add(line);
	}

	private String line(Object who, @Nullable Object... what) {
		StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%12.6f  %-8s", this.time.now() / 1e9, who));
		for (Object part : what) {
			line.append(' ').append(part);
		}
		return line.toString();
	}

	@Override
	public String toString() {
		return "What happened:\n" + String.join("\n", this.events) + "\n\nThe last of it, with all messages:\n"
				+ String.join("\n", this.messages);
	}

}
