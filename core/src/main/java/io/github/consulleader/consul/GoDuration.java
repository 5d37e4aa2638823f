package io.github.consulleader.consul;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.exc.StreamReadException;

/**
 * Durations as Go writes them: {@code 10s}, {@code 1m30s}, {@code 1.5h}.
 */
final class GoDuration {

	private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");

	private static final Map<String, BigDecimal> NANOS = Map.of("ns", BigDecimal.valueOf(1), "us",
			BigDecimal.valueOf(1_000), "µs", BigDecimal.valueOf(1_000), "ms", BigDecimal.valueOf(1_000_000), "s",
			BigDecimal.valueOf(1_000_000_000), "m", BigDecimal.valueOf(60_000_000_000L), "h",
			BigDecimal.valueOf(3_600_000_000_000L));

	private GoDuration() {
	}

	/** Reads a duration; an empty one is zero. */
	static Duration parse(String text) {
		Matcher matcher = PART.matcher(text);
		Duration sum = Duration.ZERO;
		int end = 0;
		while (matcher.find() && matcher.start() == end) {
			BigDecimal unit = NANOS.getOrDefault(matcher.group(2), BigDecimal.ZERO);
			sum = sum.plusNanos(new BigDecimal(matcher.group(1)).multiply(unit).longValue());
			end = matcher.end();
		}
		if (end != text.length() && !text.equals("0")) {
			throw new StreamReadException("no duration: " + text);
		}
		return sum;
	}

	/** Writes a duration, in whole milliseconds. */
	static String format(Duration duration) {
		long millis = duration.toMillis();
		return (millis % 1000 == 0) ? millis / 1000 + "s" : millis + "ms";
	}

}
