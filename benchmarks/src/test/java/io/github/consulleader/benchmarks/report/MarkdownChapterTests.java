package io.github.consulleader.benchmarks.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownChapterTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0        | 0
			0.0001   | 0.000100
			0.1234   | 0.123
			1.2345   | 1.23
			-12.345  | -12.3
			99.96    | 100.0
			123.4    | 123
			12345.6  | 12,346
			3        | 3
			""")
	void writesThreeDigitsThatCount(double value, String text) {
		assertThat(MarkdownChapter.number(value)).isEqualTo(text);
	}

}
