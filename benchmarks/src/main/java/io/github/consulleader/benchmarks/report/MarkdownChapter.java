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
		table(text, "| contestant | what | n | min | median | p99 | max |",
				chapter.all().stream().filter((series) -> series.bound().isEmpty()).map(MarkdownChapter::row).toList());
		table(text, "| contestant | kind of end | computed bound | median | max | n | holds |",
				chapter.all()
					.stream()
					.filter((series) -> series.bound().isPresent())
					.map(MarkdownChapter::bounded)
					.toList());
		chapter.verdicts().forEach((verdict) -> text.append(verdict.line()).append('\n'));
		chapter.notes().forEach((note) -> text.append("- ").append(note).append('\n'));
		text.append("- Took ").append(chapter.seconds()).append(" s.\n");
		return text.append(end(chapter.name())).append('\n').toString();
	}

	private static void table(StringBuilder text, String head, List<String> rows) {
		if (rows.isEmpty()) {
			return;
		}
		text.append(head).append('\n');
		text.append(head.replaceAll("\\| (contestant|what|kind of end|holds) ", "| --- ")
			.replaceAll("\\| [a-z0-9 ]+ ", "| ---: "));
		text.append('\n');
		rows.forEach((row) -> text.append(row).append('\n'));
		text.append('\n');
	}

	private static String bounded(Series series) {
		Statistics of = series.statistics();
		double bound = series.bound().orElseThrow();
		List<String> cells = List.of(series.contestant(), series.what() + ", " + series.unit(), number(bound),
				number(of.median()), number(of.max()), Integer.toString(of.n()),
				(of.max() <= bound) ? "yes" : "**no**");
		return "| " + String.join(" | ", cells) + " |";
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
