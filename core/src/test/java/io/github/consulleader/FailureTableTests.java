package io.github.consulleader;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/failures.md} lists 57 ways in which users of other systems got hurt, and
 * the tests that keep them from happening here. The table and the tags {@code F1} to
 * {@code F57} in the tests of all modules say the same.
 */
class FailureTableTests {

	private final TestTable table = new TestTable("docs/failures.md", "F");

	@Test
	void hasOneRowForEachFailureInOrder() throws IOException {
		assertThat(this.table.rows().stream().map(TestTable.Row::number))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 57).mapToObj((n) -> "F" + n).toList());
	}

	@Test
	void saysOfEachRowWhatIsDoneAndNamesTestsOrAReason() throws IOException {
		assertThat(this.table.rows()).allSatisfy((row) -> {
			assertThat(row.harm()).as(row.number()).isNotBlank();
			assertThat(row.remedy()).as(row.number()).isNotBlank();
			assertThat(row.tests()).as(row.number()).isNotBlank();
			if (row.mentions().isEmpty()) {
				assertThat(row.tests()).as("%s has no test, so one sentence says why", row.number()).endsWith(". ");
			}
		});
	}

	@Test
	void namesExactlyTheTestsThatBearTheNumber() throws IOException {
		this.table.mustNameExactlyTheTaggedTests();
	}

	@Test
	void readsTagsOfClassesAndMethods() {
		SortedSet<String> tags = new TreeSet<>();
		this.table.readTags("core",
				List.of("@Tag(\"F1\")", "class ATests {", "\t@Test", "\t@Tag(\"F2\")", "\t@Tag(\"F3\")",
						"\tvoid does(int what) {", "\tinterface Helper {", "\t@Tag(\"F4\") @Tag(\"T4\")",
						"\tStream<DynamicTest> other() {", "\t@Nested", "\t@Tag(\"F5\")", "\tclass Inner {",
						"\t\t@Tag(\"F6\")", "\t\tvoid deep() throws IOException {", "\t\t\treturn call(a,"),
				tags);
		assertThat(tags).containsExactly("F1: core ATests", "F2: core ATests.does", "F3: core ATests.does",
				"F4: core ATests.other", "F5: core ATests.Inner", "F6: core ATests.deep");
	}

}
