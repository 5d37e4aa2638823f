package io.github.consulleader.benchmarks.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What was measured again and again of one contestant. One thread adds, any may read.
 */
public final class Series {

	private final String contestant;

	private final String what;

	private final String unit;

	private final List<Double> values = new CopyOnWriteArrayList<>();

	private volatile OptionalDouble bound = OptionalDouble.empty();

	Series(String contestant, String what, String unit) {
		this.contestant = contestant;
		this.what = what;
		this.unit = unit;
	}

	/**
	 * Keeps one more figure.
	 * @param value in the unit of the series
	 */
	public void add(double value) {
		this.values.add(value);
	}

	/**
	 * Says what no figure may exceed; such series have a table of their own.
	 * @param most in the unit of the series
	 * @return this
	 */
	public Series within(double most) {
		this.bound = OptionalDouble.of(most);
		return this;
	}

	OptionalDouble bound() {
		return this.bound;
	}

	/**
	 * Who was measured.
	 * @return its name in tables
	 */
	public String contestant() {
		return this.contestant;
	}

	/**
	 * What was measured.
	 * @return its name in tables
	 */
	public String what() {
		return this.what;
	}

	/**
	 * What the figures are counted in.
	 * @return the unit
	 */
	public String unit() {
		return this.unit;
	}

	/**
	 * Returns the figures in the order in which they came.
	 * @return a copy
	 */
	public List<Double> values() {
		return List.copyOf(this.values);
	}

	/**
	 * Sums them up.
	 * @return n, least, median, 99th percentile, most
	 */
	public Statistics statistics() {
		return Statistics.of(this.values);
	}

}
