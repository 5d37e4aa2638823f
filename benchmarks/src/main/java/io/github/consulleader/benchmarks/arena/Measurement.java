package io.github.consulleader.benchmarks.arena;

import io.github.consulleader.benchmarks.report.Chapter;

/** Something that is measured, of one contestant or of all that can do it. */
public interface Measurement {

	/**
	 * Its name on the command line.
	 * @return one word
	 */
	String name();

	/**
	 * Its heading in the report.
	 * @return words
	 */
	String title();

	/**
	 * About how long it takes in full, on a quiet machine with two cores.
	 * @return as was seen
	 */
	int takesSeconds();

	/**
	 * Whether it is measured only when it is asked for by name.
	 * @return true for long ones
	 */
	default boolean isSeparate() {
		return false;
	}

	/**
	 * Measures.
	 * @param arena where
	 * @param chapter gets the figures
	 * @throws Exception if it could not be measured
	 */
	void measure(Arena arena, Chapter chapter) throws Exception;

}
