package io.github.consulleader.benchmarks.report;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Tells a chapter as a table for people, and for {@code docs/performance.md}. */
public final class MarkdownChapter {

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

	private MarkdownChapter() {
	}

	/**
	 * Tells a chapter between two marks, so that a later run can replace it.
	 * @param chapter the figures
	 * @param machine where they were measured
	 * @return Markdown
	 */
	public static String of(Chapter chapter, String machine) {
		StringBuilder text = new StringBuilder();
		text.append(begin(chapter.name())).append('\n');
		text.append("### ").append(chapter.title()).append("\n\n");
		text.append("Measured ").append(MINUTE.format(chapter.begun())).append(". ").append(machine).append("\n\n");
		text.append("| contestant | what | n | min | median | p99 | max |\n");
		text.append("| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
		for (Series series : chapter.all()) {
			text.append(row(series)).append('\n');
		}
		text.append('\n');
		chapter.verdicts().forEach((verdict) -> text.append(verdict.line()).append('\n'));
		chapter.notes().forEach((note) -> text.append("- ").append(note).append('\n'));
		return text.append(end(chapter.name())).append('\n').toString();
	}

	private static String row(Series series) {
		Statistics of = series.statistics();
		List<String> cells = List.of(series.contestant(), series.what() + ", " + series.unit(),
				Integer.toString(of.n()), number(of.min()), number(of.median()), number(of.p99()), number(of.max()));
		return "| " + String.join(" | ", cells) + " |";
	}

	/**
	 * Writes a figure with three digits that count.
	 * @param value the figure
	 * @return without exponent
	 */
	public static String number(double value) {
		double size = Math.abs(value);
		if (size != 0 && size < 0.0005) {
			return String.format(Locale.ROOT, "%.6f", value);
		}
		if (value == Math.rint(value) || size >= 100) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		return String.format(Locale.ROOT, (size >= 10) ? "%.1f" : ((size >= 1) ? "%.2f" : "%.3f"), value);
	}

	static String begin(String name) {
		return "<!-- measured: " + name + " -->";
	}

	static String end(String name) {
		return "<!-- end: " + name + " -->";
	}

}
