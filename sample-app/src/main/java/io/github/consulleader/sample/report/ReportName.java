package io.github.consulleader.sample.report;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a report's file. Sorts as readers take reports: by token, then by number.
 *
 * @param token fencing token of the term in which it was made
 * @param number counts up by one from report to report
 */
public record ReportName(long token, long number) implements Comparable<ReportName> {

	private static final Pattern FILE = Pattern.compile("report-(\\d{20})-(\\d{6,18})\\.json");

	private static final Comparator<ReportName> ORDER = Comparator.comparingLong(ReportName::token)
		.thenComparingLong(ReportName::number);

	static Optional<ReportName> parse(String file) {
		Matcher matcher = FILE.matcher(file);
		return matcher.matches()
				? Optional.of(new ReportName(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
				: Optional.empty();
	}

	/**
	 * The file's name. Names sort as text in the same order as here, so {@code ls} shows
	 * the one that counts last.
	 * @return for example {@code report-00000000000000000042-000007.json}
	 */
	public String file() {
		return String.format(Locale.ROOT, "report-%020d-%06d.json", this.token, this.number);
	}

	@Override
	public int compareTo(ReportName other) {
		return ORDER.compare(this, other);
	}

}
