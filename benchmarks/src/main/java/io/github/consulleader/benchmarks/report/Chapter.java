package io.github.consulleader.benchmarks.report;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * All figures of one measurement. One thread writes, any may read what there is so far.
 */
public final class Chapter {

	private final String name;

	private final String title;

	private final ZonedDateTime begun = ZonedDateTime.now(ZoneOffset.UTC);

	private final long begunNanos = System.nanoTime();

	private final Map<List<String>, Series> series = Collections.synchronizedMap(new LinkedHashMap<>());

	private final List<String> notes = new CopyOnWriteArrayList<>();

	private final List<Verdict> verdicts = new CopyOnWriteArrayList<>();

	/**
	 * Begins a chapter.
	 * @param name one word
	 * @param title a heading
	 */
	public Chapter(String name, String title) {
		this.name = name;
		this.title = title;
	}

	/**
	 * Returns a series, a new one if there is none yet.
	 * @param contestant who is measured
	 * @param what what is measured
	 * @param unit in what
	 * @return the series
	 */
	public Series series(String contestant, String what, String unit) {
		return this.series.computeIfAbsent(List.of(contestant, what), (key) -> new Series(contestant, what, unit));
	}

	/**
	 * Sums up a series.
	 * @param contestant who was measured
	 * @param what what was measured
	 * @return nothing if nothing was measured
	 */
	public Optional<Statistics> statistics(String contestant, String what) {
		return Optional.ofNullable(this.series.get(List.of(contestant, what)))
			.filter((one) -> !one.values().isEmpty())
			.map(Series::statistics);
	}

	/**
	 * Judges a series; one that has no figures is a target that was missed.
	 * @param contestant who was measured
	 * @param what what was measured
	 * @param judge adds verdicts
	 */
	public void judge(String contestant, String what, Consumer<Statistics> judge) {
		statistics(contestant, what).ifPresentOrElse(judge,
				() -> verdict("%s: %s".formatted(contestant, what), "nothing: it was not measured", false));
	}

	/**
	 * Says something that a reader of the figures must know.
	 * @param text a sentence
	 */
	public void note(String text) {
		this.notes.add(text);
	}

	/**
	 * Holds a figure against its target.
	 * @param target what was promised
	 * @param seen what was measured
	 * @param met whether that holds
	 */
	public void verdict(String target, String seen, boolean met) {
		this.verdicts.add(new Verdict(target, seen, met));
	}

	/**
	 * Returns its name.
	 * @return one word
	 */
	public String name() {
		return this.name;
	}

	String title() {
		return this.title;
	}

	/** How long it has taken so far. */
	long seconds() {
		return Math.round((System.nanoTime() - this.begunNanos) / 1e9);
	}

	ZonedDateTime begun() {
		return this.begun;
	}

	/**
	 * Returns all series that have figures.
	 * @return in the order in which they began
	 */
	public List<Series> all() {
		return List.copyOf(this.series.values()).stream().filter((one) -> !one.values().isEmpty()).toList();
	}

	List<String> notes() {
		return List.copyOf(this.notes);
	}

	/**
	 * Returns what was held against targets.
	 * @return in the order in which it was
	 */
	public List<Verdict> verdicts() {
		return List.copyOf(this.verdicts);
	}

}
