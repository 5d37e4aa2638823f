package io.github.consulleader.sample.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page that people read, with the code that stands in it.
 *
 * @param path relative to the root
 * @param lines its text
 */
record Document(Path path, List<String> lines) {

	private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$");

	private static final String GIVEN = "<!-- given: ";

	/** All of them, over all modules. */
	static List<Document> all() throws IOException {
		Path root = root();
		List<Path> paths = new ArrayList<>();
		for (String folder : List.of("", "docs", "docs/runbooks")) {
			paths.addAll(pagesIn(root.resolve(folder)));
		}
		try (Stream<Path> modules = Files.list(root)) {
			for (Path module : modules.filter((path) -> Files.isRegularFile(path.resolve("pom.xml"))).toList()) {
				paths.addAll(pagesIn(module));
			}
		}
		List<Document> documents = new ArrayList<>();
		for (Path path : paths) {
			documents.add(new Document(root.relativize(path), Files.readAllLines(path)));
		}
		assertThat(documents).as("documents below " + root).isNotEmpty();
		return documents;
	}

	private static List<Path> pagesIn(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted(Comparator.naturalOrder()).toList();
		}
	}

	static Document of(String path) throws IOException {
		return new Document(Path.of(path), Files.readAllLines(root().resolve(path)));
	}

	/** The folder of the wrapper that builds everything. */
	static Path root() {
		Path folder = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
		while (!Files.isRegularFile(folder.resolve("mvnw"))) {
			folder = folder.getParent();
			assertThat(folder).as("a folder above with mvnw").isNotNull();
		}
		return folder;
	}

	/** What stands between fences of a language. */
	List<Block> blocks(String language) {
		List<Block> blocks = new ArrayList<>();
		for (int i = 0; i < this.lines.size(); i++) {
			if (this.lines.get(i).equals("```" + language)) {
				int end = i + 1 + this.lines.subList(i + 1, this.lines.size()).indexOf("```");
				String before = (i > 0) ? this.lines.get(i - 1) : "";
				String given = before.startsWith(GIVEN)
						? before.substring(GIVEN.length(), before.length() - " -->".length()) : "";
				blocks.add(new Block(this.path + ":" + (i + 1),
						String.join("\n", this.lines.subList(i + 1, end)) + "\n", given));
				i = end;
			}
		}
		return blocks;
	}

	/** The lines that are no code. */
	List<String> prose() {
		List<String> prose = new ArrayList<>();
		boolean code = false;
		for (String line : this.lines) {
			code ^= line.startsWith("```");
			if (!code && !line.startsWith("```")) {
				prose.add(line);
			}
		}
		return prose;
	}

	/** What a link may name after {@code #}, as GitHub makes it of headings. */
	List<String> anchors() {
		return prose().stream()
			.map(HEADING::matcher)
			.filter((heading) -> heading.matches())
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.toList();
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

	/**
	 * Code in a document.
	 *
	 * @param where file and line
	 * @param text the code
	 * @param given parameters or fields that it takes for granted, told by the comment
	 * {@code <!-- given: .. -->} on the line before
	 */
	record Block(String where, String text, String given) {

		@Override
		public String toString() {
			return this.where;
		}

	}

}
