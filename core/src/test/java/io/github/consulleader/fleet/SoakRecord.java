package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

import io.github.consulleader.role.Timings;

/**
 * What a soak has seen of each kind of fault.
 */
final class SoakRecord {

	/** What a machine with other work may add to a bound before it counts as broken. */
	static final Duration SLACK = Duration.ofSeconds(5);

	private final Timings timings;

	private final Map<Fault, Line> lines = new EnumMap<>(Fault.class);

	SoakRecord(Timings timings) {
		this.timings = timings;
	}

	private static final class Line {

		private int times;

		private int late;

		private Duration counted = Duration.ZERO;

		private Duration whole = Duration.ZERO;

	}

	/**
	 * Adds one fault.
	 * @param fault its kind
	 * @param counted the longest time without worker since when it counts
	 * @param whole the same since the fault began
	 * @param stall for how long the machine itself stood still
	 * @return whether that is longer than anything can excuse
	 */
	boolean add(Fault fault, Duration counted, Duration whole, Duration stall) {
		Line line = this.lines.computeIfAbsent(fault, (kind) -> new Line());
		line.times++;
		line.counted = longer(line.counted, counted);
		line.whole = longer(line.whole, whole);
		Duration bound = fault.allowed().bound(this.timings);
		if (counted.compareTo(bound) > 0) {
			line.late++;
		}
		return counted.compareTo(bound.plus(SLACK).plus(stall)) > 0;
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	int faults() {
		return this.lines.values().stream().mapToInt((line) -> line.times).sum();
	}

	@Override
	public String toString() {
		StringJoiner table = new StringJoiner("\n");
		table.add("%-32s %6s %9s %9s %7s %12s".formatted("fault", "times", "leaderless", "bound", "beyond",
				"with fault"));
		this.lines.forEach((fault, line) -> table
			.add("%-32s %6d %8.2f s %7.2f s %7d %10.2f s".formatted(fault, line.times, seconds(line.counted),
					seconds(fault.allowed().bound(this.timings)), line.late, seconds(line.whole))));
		return table.toString();
	}

	static double seconds(Duration time) {
		return time.toMillis() / 1000.0;
	}

}
