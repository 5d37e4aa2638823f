package io.github.consulleader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A document with a table whose rows name the tests that keep them true, and the tags in
 * the tests of all modules that say the same.
 */
final class TestTable {

	private static final Pattern MENTION = Pattern
		.compile("(?<module>[a-z-]+): |`(?<type>\\w+)(?:\\.(?<method>\\w+))?`");

	private static final Pattern TYPE = Pattern.compile("^(?<in>\\t?)(?:[a-z]+ )*(?:class|interface) (?<name>\\w+)");

	private static final Pattern METHOD = Pattern
		.compile("^\\t{1,2}(?!return |new |throw )[\\w<>?,.\\[\\] ]+ (\\w+)\\(.*[{(,]$");

	private final String document;

	private final Pattern row;

	private final Pattern tag;

	/**
	 * Reads a table.
	 * @param document the file below the root
	 * @param letter that each row's number begins with
	 */
	TestTable(String document, String letter) {
		this.document = document;
		this.row = Pattern.compile("\\| (" + letter + "\\d+) \\|([^|]+)\\|([^|]+)\\|([^|]+)\\|");
		this.tag = Pattern.compile("@Tag\\(\"(" + letter + "\\d+)\"\\)");
	}

	List<Row> rows() throws IOException {
		List<Row> rows = new ArrayList<>();
		for (String line : Files.readAllLines(root().resolve(this.document))) {
			Matcher cells = this.row.matcher(line);
			if (cells.matches()) {
				rows.add(new Row(cells.group(1), cells.group(2), cells.group(3), cells.group(4)));
			}
			else {
				assertThat(line).as("a row with four columns").doesNotMatch("\\| [A-Z]\\d+ .*");
			}
		}
		return rows;
	}

	/** Fails unless each row names exactly the tests that bear its number. */
	void mustNameExactlyTheTaggedTests() throws IOException {
		SortedSet<String> named = new TreeSet<>();
		rows().forEach((row) -> row.mentions().forEach((test) -> named.add(row.number() + ": " + test)));
		SortedSet<String> tagged = tagged();
		assertThat(without(tagged, named)).as("tagged, but not in its row of " + this.document).isEmpty();
		assertThat(without(named, tagged)).as("in its row of " + this.document + ", but not tagged").isEmpty();
	}

	private SortedSet<String> tagged() throws IOException {
		SortedSet<String> tags = new TreeSet<>();
		try (Stream<Path> modules = Files.list(root())) {
			for (Path module : modules.filter((path) -> Files.isDirectory(path.resolve("src/test/java"))).toList()) {
				try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
					for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
						readTags(module.getFileName().toString(), Files.readAllLines(file), tags);
					}
				}
			}
		}
		return tags;
	}

	/** Tags belong to what is declared next. */
	void readTags(String module, List<String> lines, SortedSet<String> tags) {
		List<String> pending = new ArrayList<>();
		String type = "";
		for (String line : lines) {
			if (line.strip().startsWith("@")) {
				this.tag.matcher(line).results().forEach((found) -> pending.add(found.group(1)));
				continue;
			}
			Matcher declared = TYPE.matcher(line);
			Matcher method = METHOD.matcher(line);
			String bearer;
			if (declared.find()) {
				boolean nested = !declared.group("in").isEmpty();
				bearer = nested ? type + "." + declared.group("name") : declared.group("name");
				type = nested ? type : bearer;
			}
			else if (method.find()) {
				bearer = type + "." + method.group(1);
			}
			else {
				continue;
			}
			pending.forEach((number) -> tags.add(number + ": " + module + " " + bearer));
			pending.clear();
		}
		assertThat(pending).as("tags of %s that no declaration follows", type).isEmpty();
	}

	private static SortedSet<String> without(SortedSet<String> all, SortedSet<String> others) {
		SortedSet<String> rest = new TreeSet<>(all);
		rest.removeAll(others);
		return rest;
	}

	/** The reactor's root: the folder of the wrapper that builds everything. */
	private static Path root() {
		Path folder = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
		while (!Files.isRegularFile(folder.resolve("mvnw"))) {
			folder = folder.getParent();
			assertThat(folder).as("a folder above with mvnw").isNotNull();
		}
		return folder;
	}

	/**
	 * As it stands in the table.
	 *
	 * @param number its first column
	 * @param harm what went wrong elsewhere
	 * @param remedy what is done here
	 * @param tests the last column
	 */
	record Row(String number, String harm, String remedy, String tests) {

		/** The tests as tags tell them: module, class and, where there is one, method. */
		List<String> mentions() {
			List<String> mentions = new ArrayList<>();
			String module = "";
			for (Matcher mention = MENTION.matcher(this.tests); mention.find();) {
				if (mention.group("module") != null) {
					module = mention.group("module");
				}
				else {
					String method = (mention.group("method") != null) ? "." + mention.group("method") : "";
					mentions.add(module + " " + mention.group("type") + method);
				}
			}
			return mentions;
		}

	}

}
