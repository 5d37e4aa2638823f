package io.github.consulleader;

import java.io.IOException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/trials.md} lists 49 faults that strangers found when they tried this
 * library in applications of their own. Each is mended, and at least one test bears its
 * number, {@code T1} to {@code T49}.
 */
class TrialTableTests {

	private final TestTable table = new TestTable("docs/trials.md", "T");

	@Test
	void hasOneRowForEachTrialInOrder() throws IOException {
		assertThat(this.table.rows().stream().map(TestTable.Row::number))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 49).mapToObj((n) -> "T" + n).toList());
	}

	@Test
	void saysOfEachRowWhatIsRightAndNamesATest() throws IOException {
		this.table.rows().forEach((row) -> {
			assertThat(row.harm()).as(row.number()).isNotBlank();
			assertThat(row.remedy()).as(row.number()).isNotBlank();
			assertThat(row.mentions()).as("tests of " + row.number()).isNotEmpty();
		});
	}

	@Test
	void namesExactlyTheTestsThatBearTheNumber() throws IOException {
		this.table.mustNameExactlyTheTaggedTests();
	}

}
