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
	void holdsEachFigureAgainstAComputedBoundInATableOfItsOwn() throws IOException {
		Chapter chapter = chapter("one", 1.5);
		chapter.series("fast", "process death", "s").within(2).add(1.75);
		chapter.series("slow", "process death", "s").within(2).add(2.25);
		assertThat(publication().write(chapter, "A machine.")).content()
			.contains("| contestant | kind of end | computed bound | median | max | n | holds |",
					"| --- | --- | ---: | ---: | ---: | ---: | --- |",
					"| fast | process death, s | 2 | 1.75 | 1.75 | 1 | yes |",
					"| slow | process death, s | 2 | 2.25 | 2.25 | 1 | **no** |");
	}

	@Test
	void aTargetOfWhatWasNotMeasuredIsMissed() throws IOException {
		Chapter chapter = chapter("one", 1.5);
		chapter.judge("they", "how long", (seen) -> chapter.verdict("never", "never", true));
		assertThat(publication().write(chapter, "A machine.")).content()
			.contains("- **missed**: they: how long, seen nothing: it was not measured");
	}

	@Test
	void replacesWhatWasMeasuredAnewAndNothingElse() throws IOException {
		Files.writeString(document(), "# Head\n");
		publish(chapter("one", 1.5), chapter("two", 7));
		publish(chapter("one", 42));
		assertThat(document()).content()
			.startsWith("# Head\n")
			.contains("| 42 |", "| 7 |")
			.doesNotContain("1.50")
			.containsSubsequence("Title of one", "Title of two")
			.containsOnlyOnce("<!-- measured: one -->")
			.containsOnlyOnce("<!-- end: one -->");
	}

	private Publication publication() {
		return new Publication(this.folder.resolve("results"), document());
	}

	private Path document() {
		return this.folder.resolve("page.md");
	}

	private void publish(Chapter... chapters) throws IOException {
		for (Chapter chapter : chapters) {
			publication().write(chapter, "A machine.");
			publication().publish(List.of(chapter.name()));
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
