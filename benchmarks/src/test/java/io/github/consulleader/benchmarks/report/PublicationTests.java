package io.github.consulleader.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PublicationTests {

	@TempDir
	private Path folder;

	@Test
	void writesATableAndTheRawData() throws IOException {
		Path page = publication().write(chapter("one", 1.5, 2.5), "A machine.");
		assertThat(page).content()
			.contains("### Title of one", "A machine.", "| we, ours | how long, ms | 2 | 1.50 | 1.50 | 2.50 | 2.50 |",
					"- met: at most 3, seen 2.5", "- **missed**: at most 2, seen 2.5", "- A note.");
		assertThat(this.folder.resolve("results/one.csv")).content().isEqualToNormalizingNewlines("""
				measurement,contestant,what,unit,round,value
				one,"we, ours","how long",ms,1,1.5
				one,"we, ours","how long",ms,2,2.5
				""");
	}

	@Test
	void replacesWhatWasMeasuredAnewAndNothingElse() throws IOException {
		Path document = Files.writeString(this.folder.resolve("page.md"), "# Head\n");
		publish(document, chapter("one", 1.5), chapter("two", 7));
		publish(document, chapter("one", 42));
		assertThat(document).content()
			.startsWith("# Head\n")
			.contains("| 42 |", "| 7 |")
			.doesNotContain("1.50")
			.containsSubsequence("Title of one", "Title of two")
			.containsOnlyOnce("<!-- measured: one -->")
			.containsOnlyOnce("<!-- end: one -->");
	}

	private Publication publication() {
		return new Publication(this.folder.resolve("results"));
	}

	private void publish(Path document, Chapter... chapters) throws IOException {
		for (Chapter chapter : chapters) {
			publication().write(chapter, "A machine.");
			publication().publish(List.of(chapter.name()), document);
		}
	}

	private static Chapter chapter(String name, double... values) {
		Chapter chapter = new Chapter(name, "Title of " + name);
		Series series = chapter.series("we, ours", "how long", "ms");
		for (double value : values) {
			series.add(value);
		}
		chapter.verdict("at most 3", "2.5", true);
		chapter.verdict("at most 2", "2.5", false);
		chapter.note("A note.");
		return chapter;
	}

}
