package io.github.consulleader.benchmarks.report;

import java.util.Collection;

/**
 * A series in five figures.
 *
 * @param n how many there are
 * @param min the least
 * @param median half are not above it
 * @param p99 99 of 100 are not above it; with fewer than 100 it is the most
 * @param max the most
 */
public record Statistics(int n, double min, double median, double p99, double max) {

	/**
	 * Sums a series up. Percentiles are by nearest rank: each is a figure that was seen.
	 * @param values at least one
	 * @return the five figures
	 */
	public static Statistics of(Collection<Double> values) {
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		if (sorted.length == 0) {
			throw new IllegalArgumentException("Nothing was measured");
		}
		return new Statistics(sorted.length, sorted[0], rank(sorted, 0.5), rank(sorted, 0.99),
				sorted[sorted.length - 1]);
	}

	private static double rank(double[] sorted, double part) {
		return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
	}

}
