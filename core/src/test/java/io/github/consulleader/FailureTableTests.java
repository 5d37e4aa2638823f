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
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/failures.md} lists 57 ways in which users of other systems got hurt, and
 * the tests that keep them from happening here. The table and the tags {@code F1} to
 * {@code F57} in the tests of all modules say the same.
 */
class FailureTableTests {

	private static final Pattern ROW = Pattern.compile("\\| (F\\d+) \\|([^|]+)\\|([^|]+)\\|([^|]+)\\|");

	private static final Pattern MENTION = Pattern
		.compile("(?<module>[a-z-]+): |`(?<type>\\w+)(?:\\.(?<method>\\w+))?`");

	private static final Pattern TAG = Pattern.compile("@Tag\\(\"(F\\d+)\"\\)");

	private static final Pattern TYPE = Pattern.compile("^(?:[a-z]+ )*(?:class|interface) (\\w+)");

	private static final Pattern METHOD = Pattern.compile("^\\t+(?:[a-z]+ )*void (\\w+)\\(");

	private static final List<String> NUMBERS = IntStream.rangeClosed(1, 57).mapToObj((n) -> "F" + n).toList();

	@Test
	void hasOneRowForEachFailureInOrder() throws IOException {
		assertThat(rows().stream().map(Row::number)).containsExactlyElementsOf(NUMBERS);
	}

	@Test
	void saysOfEachRowWhatIsDoneAndNamesTestsOrAReason() throws IOException {
		assertThat(rows()).allSatisfy((row) -> {
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
		SortedSet<String> named = new TreeSet<>();
		rows().forEach((row) -> row.mentions().forEach((test) -> named.add(row.number() + ": " + test)));
		SortedSet<String> tagged = tagged();
		assertThat(without(tagged, named)).as("tagged, but not in its row of docs/failures.md").isEmpty();
		assertThat(without(named, tagged)).as("in its row of docs/failures.md, but not tagged").isEmpty();
	}

	@Test
	void readsTagsOfClassesAndMethods() {
		SortedSet<String> tags = new TreeSet<>();
		readTags("core", List.of("@Tag(\"F1\")", "class ATests {", "\t@Test", "\t@Tag(\"F2\")", "\t@Tag(\"F3\")",
				"\tvoid does(int what) {", "\tinterface Helper {", "\t@Tag(\"F4\")", "\tvoid other() {"), tags);
		assertThat(tags).containsExactly("F1: core ATests", "F2: core ATests.does", "F3: core ATests.does",
				"F4: core ATests.other");
	}

	private static List<Row> rows() throws IOException {
		List<Row> rows = new ArrayList<>();
		for (String line : Files.readAllLines(root().resolve("docs/failures.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				rows.add(new Row(row.group(1), row.group(2), row.group(3), row.group(4)));
			}
			else {
				assertThat(line).as("a row with four columns").doesNotStartWith("| F");
			}
		}
		return rows;
	}

	private static SortedSet<String> tagged() throws IOException {
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
	private static void readTags(String module, List<String> lines, SortedSet<String> tags) {
		List<String> pending = new ArrayList<>();
		String type = "";
		for (String line : lines) {
			Matcher tag = TAG.matcher(line);
			if (tag.find() && line.strip().startsWith("@")) {
				pending.add(tag.group(1));
				continue;
			}
			Matcher declared = TYPE.matcher(line);
			Matcher method = METHOD.matcher(line);
			if (declared.find()) {
				type = declared.group(1);
				String bearer = module + " " + type;
				pending.forEach((number) -> tags.add(number + ": " + bearer));
				pending.clear();
			}
			else if (method.find()) {
				String bearer = module + " " + type + "." + method.group(1);
				pending.forEach((number) -> tags.add(number + ": " + bearer));
				pending.clear();
			}
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

	/** As it stands in the table. */
	private record Row(String number, String harm, String remedy, String tests) {

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
