package io.github.consulleader.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where figures are written: each chapter has a page and a file of raw data, and may take
 * its place in a page for readers.
 */
public final class Publication {

	private final Path folder;

	private final Path document;

	/**
	 * Chooses places.
	 * @param folder made if it does not exist
	 * @param document an existing page for readers
	 */
	public Publication(Path folder, Path document) {
		this.folder = folder;
		this.document = document;
	}

	/**
	 * Writes a chapter; one of the same name is replaced.
	 * @param chapter the figures
	 * @param machine where they were measured
	 * @return the page that was written
	 */
	public Path write(Chapter chapter, String machine) throws IOException {
		Files.createDirectories(this.folder);
		Files.writeString(this.folder.resolve(chapter.name() + ".csv"), csv(chapter));
		Path page = this.folder.resolve(chapter.name() + ".md");
		Files.writeString(page, MarkdownChapter.of(chapter, machine));
		return page;
	}

	/**
	 * Puts pages into the document, each in the place of its older self or at the end.
	 * @param names the chapters
	 */
	public void publish(List<String> names) throws IOException {
		String text = Files.readString(this.document);
		for (String name : names) {
			String page = Files.readString(this.folder.resolve(name + ".md")).strip();
			int begin = text.indexOf(MarkdownChapter.begin(name));
			int end = text.indexOf(MarkdownChapter.end(name));
			if (begin < 0 || end < begin) {
				text = text.strip() + "\n\n" + page + "\n";
			}
			else {
				text = text.substring(0, begin) + page + text.substring(end + MarkdownChapter.end(name).length());
			}
		}
		Files.writeString(this.document, text);
	}

	private static String csv(Chapter chapter) {
		StringBuilder text = new StringBuilder("measurement,contestant,what,unit,round,value\n");
		for (Series series : chapter.all()) {
			int round = 0;
			for (double value : series.values()) {
				text.append(String.format(Locale.ROOT, "%s,\"%s\",\"%s\",%s,%d,%s%n", chapter.name(),
						series.contestant(), series.what(), series.unit(), ++round, value));
			}
		}
		return text.toString();
	}

}
