package io.github.consulleader.sample.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What documents point at is there: pages and their headings, commands, tests.
 */
class DocumentLinkTests {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`|-Dtest='?(\\*?\\w+)");

	private static final Pattern GROUP = Pattern.compile("-Dgroups=(\\w+)");

	private static final Pattern MODULES = Pattern.compile("\\./mvnw [^`]*-pl ([a-z,-]+)");

	private static final Pattern PROFILE = Pattern.compile("\\./mvnw [^`]*-P([a-z-]+)");

	private static final Pattern COMMAND = Pattern.compile("(?:^|`|bash )((?:\\./|\\.ci/|[a-z-]+/)[\\w./-]+)(?= |`|$)");

	@ParameterizedTest
	@MethodSource("documents")
	void linksLeadSomewhere(Document document) throws IOException {
		for (String line : document.prose()) {
			for (Matcher link = LINK.matcher(line); link.find();) {
				if (!link.group(1).matches("[a-z]+:.*")) {
					mustExist(document, link.group(1));
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void commandsRunWhatIsThere(Document document) throws IOException {
		String pom = Files.readString(Document.root().resolve("pom.xml"));
		Set<String> tests = tests();
		for (String line : document.lines()) {
			TEST.matcher(line).results().forEach((found) -> {
				String name = (found.group(1) != null) ? found.group(1) : found.group(2);
				assertThat(tests.stream().filter((test) -> test.endsWith(name.replace("*", ""))))
					.as("%s: tests in: %s", document, line)
					.isNotEmpty();
			});
			MODULES.matcher(line)
				.results()
				.flatMap((found) -> Stream.of(found.group(1).split(",")))
				.forEach((module) -> assertThat(Document.root().resolve(module).resolve("pom.xml")).as(line).exists());
			PROFILE.matcher(line)
				.results()
				.forEach((found) -> assertThat(pom).as(line).contains("<id>" + found.group(1) + "</id>"));
			COMMAND.matcher(line)
				.results()
				.filter((found) -> !document.prose().contains(line))
				.forEach((found) -> assertThat(Document.root().resolve(found.group(1))).as("%s: %s", document, line)
					.exists());
		}
	}

	@Test
	void groupsHaveTests() throws IOException {
		StringBuilder sources = new StringBuilder();
		for (Path file : testFiles()) {
			sources.append(Files.readString(file));
		}
		for (Document document : Document.all()) {
			document.lines()
				.stream()
				.flatMap((line) -> GROUP.matcher(line).results())
				.forEach((found) -> assertThat(sources).as(document.toString())
					.contains("@Tag(\"" + found.group(1) + "\")"));
		}
	}

	@Test
	void everyPageIsReachedFromTheReadme() throws IOException {
		Set<Path> reached = new TreeSet<>();
		List<Path> ahead = new ArrayList<>(List.of(Path.of("README.md")));
		while (!ahead.isEmpty()) {
			Path page = ahead.remove(0);
			if (reached.add(page)) {
				Document.of(page.toString())
					.prose()
					.stream()
					.flatMap((line) -> LINK.matcher(line).results())
					.map((link) -> link.group(1).replaceAll("#.*", ""))
					.filter((target) -> target.endsWith(".md") && !target.contains(":"))
					.forEach((target) -> ahead.add(page.resolveSibling(target).normalize()));
			}
		}
		assertThat(Document.all().stream().map(Document::path)).isSubsetOf(reached);
	}

	static List<Document> documents() throws IOException {
		return Document.all();
	}

	private static void mustExist(Document document, String target) throws IOException {
		String file = target.replaceAll("#.*", "");
		Path path = file.isEmpty() ? document.path() : document.path().resolveSibling(file).normalize();
		assertThat(Document.root().resolve(path)).as("%s links to %s", document, target).exists();
		if (target.contains("#")) {
			assertThat(Document.of(path.toString()).anchors()).as("headings of %s, linked from %s", path, document)
				.contains(target.replaceAll(".*#", ""));
		}
	}

	private static Set<String> tests() throws IOException {
		return testFiles().stream()
			.map((file) -> file.getFileName().toString().replace(".java", ""))
			.collect(Collectors.toSet());
	}

	private static List<Path> testFiles() throws IOException {
		List<Path> all = new ArrayList<>();
		try (Stream<Path> modules = Files.list(Document.root())) {
			for (Path folder : modules.map((module) -> module.resolve("src/test/java")).toList()) {
				if (Files.isDirectory(folder)) {
					try (Stream<Path> files = Files.walk(folder)) {
						files.filter((file) -> file.toString().endsWith("Tests.java")).forEach(all::add);
					}
				}
			}
		}
		return all;
	}

}
