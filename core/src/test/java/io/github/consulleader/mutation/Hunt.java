package io.github.consulleader.mutation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * What the simulation found in an engine.
 *
 * @param name whose engine it is
 * @param seeds how many seeds were run
 * @param last the last of them
 * @param found what was complained of in the last of them if it was what was looked for
 * @param others what else was complained of, and in how many seeds
 */
record Hunt(String name, long seeds, long last, @Nullable String found, Map<String, Integer> others) {

	/** Runs seed after seed, until the simulation complains of what is looked for. */
	static Hunt in(String name, LongConsumer storm, Pattern harm, LongStream seeds) {
		Map<String, Integer> others = new LinkedHashMap<>();
		long run = 0;
		long seed = -1;
		for (PrimitiveIterator.OfLong rest = seeds.iterator(); rest.hasNext();) {
			seed = rest.nextLong();
			run++;
			String complaint = complaint(storm, seed);
			if (complaint != null && harm.matcher(complaint).find()) {
				return new Hunt(name, run, seed, complaint, others);
			}
			if (complaint != null) {
				others.merge(complaint, 1, Integer::sum);
			}
		}
		return new Hunt(name, run, seed, null, others);
	}

	/** What the simulation complains of in one seed, or {@code null}. */
	static @Nullable String complaint(LongConsumer storm, long seed) {
		try {
			storm.accept(seed);
			return null;
		}
		catch (AssertionError broken) {
			return complaint(broken);
		}
	}

	/** The first line, which says more the fewer causes are below it. */
	private static String complaint(AssertionError broken) {
		Throwable cause = broken;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
	}

	@Override
	public String toString() {
		String besides = this.others.entrySet()
			.stream()
			.max(Map.Entry.comparingByValue())
			.map((most) -> "  (besides %d kinds of complaint, mostly: %s)".formatted(this.others.size(), most.getKey()))
			.orElse("");
		return String.format(Locale.ROOT, "%-46s %6d %6d  %s%s", this.name, this.seeds, this.last,
				(this.found != null) ? this.found : "nothing", besides);
	}

}
