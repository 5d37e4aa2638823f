package io.github.consulleader.benchmarks.process;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that happened in a process.
 *
 * @param kind what, one word
 * @param nanos when, by {@link System#nanoTime()}. On Linux that is CLOCK_MONOTONIC, one
 * clock for all processes of a machine, so stamps of different processes may be compared
 * and subtracted
 * @param value a figure that goes with it, or 0
 */
public record Event(String kind, long nanos, double value) {

	private static final Pattern LINE = Pattern.compile("([a-z-]+) (\\d+) ([-0-9.E]+)");

	/** A contestant is the leader. */
	public static final String GRANTED = "granted";

	/** A contestant is the leader no longer. */
	public static final String REVOKED = "revoked";

	/** A process takes commands, or a server answers. */
	public static final String READY = "ready";

	/** A command was carried out; stamped just before it was begun. */
	public static final String DONE = "done";

	/** What was asked for; the value says how much. */
	public static final String FIGURE = "figure";

	/**
	 * Something that happens now.
	 * @param kind what
	 * @return the event
	 */
	public static Event now(String kind) {
		return new Event(kind, System.nanoTime(), 0);
	}

	/**
	 * How long after another this happened.
	 * @param nanos the other's stamp
	 * @return milliseconds, negative if it was before
	 */
	public double millisSince(long nanos) {
		return (this.nanos - nanos) / 1e6;
	}

	/**
	 * Writes it down.
	 * @return a line
	 */
	public String line() {
		return String.format(Locale.ROOT, "%s %d %s", this.kind, this.nanos, this.value);
	}

	/** Reads a line; one that has no clock leaves 0 as its stamp, and gets one here. */
	static Optional<Event> of(String line) {
		Matcher words = LINE.matcher(line);
		if (!words.matches()) {
			return Optional.empty();
		}
		long stamp = Long.parseLong(words.group(2));
		return Optional.of(new Event(words.group(1), (stamp != 0) ? stamp : System.nanoTime(),
				Double.parseDouble(words.group(3))));
	}

}
