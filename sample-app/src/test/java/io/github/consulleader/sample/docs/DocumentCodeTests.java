package io.github.consulleader.sample.docs;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import io.github.consulleader.sample.docs.Document.Block;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Code in documents compiles as it stands there, and names what exists.
 */
class DocumentCodeTests {

	@TempDir
	Path folder;

	@ParameterizedTest
	@MethodSource
	@Tag("T49")
	void javaCompiles(Block block) {
		JavaSource.of(block).compile(this.folder);
	}

	static Stream<Block> javaCompiles() throws IOException {
		return blocks("java");
	}

	@ParameterizedTest
	@MethodSource
	@Tag("T48")
	void dependenciesAreModulesOfThisVersion(Block block) throws Exception {
		String pom = Files.readString(Document.root().resolve("pom.xml"));
		Element fragment = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader("<fragment>" + block.text() + "</fragment>")))
			.getDocumentElement();
		List<String> ours = elements(fragment, "dependency")
			.filter((one) -> text(one, "groupId").contains("consulleader"))
			.map((one) -> text(one, "groupId") + ":" + text(one, "artifactId") + ":" + text(one, "version"))
			.toList();
		assertThat(ours).isNotEmpty().allSatisfy((one) -> assertThat(modules(pom)).contains(one));
	}

	static Stream<Block> dependenciesAreModulesOfThisVersion() throws IOException {
		return blocks("xml").filter((block) -> block.text().contains("consulleader"));
	}

	@ParameterizedTest
	@MethodSource
	void yamlIsRead(Block block) {
		Object read = new Yaml().load(block.text());
		assertThat(read).isNotNull();
	}

	static Stream<Block> yamlIsRead() throws IOException {
		return blocks("yaml");
	}

	private static Stream<Block> blocks(String language) throws IOException {
		return Document.all().stream().flatMap((document) -> document.blocks(language).stream());
	}

	private static List<String> modules(String pom) throws IOException {
		String version = Pattern.compile("<version>([^<]+)</version>")
			.matcher(pom)
			.results()
			.findFirst()
			.orElseThrow()
			.group(1);
		try (Stream<Path> folders = Files.list(Document.root())) {
			return folders.map((path) -> path.resolve("pom.xml"))
				.filter(Files::isRegularFile)
				.map(DocumentCodeTests::artifact)
				.map((artifact) -> "io.github.consulleader:" + artifact + ":" + version)
				.toList();
		}
	}

	private static String artifact(Path pom) {
		try {
			return Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>")
				.matcher(Files.readString(pom))
				.results()
				.findFirst()
				.orElseThrow()
				.group(1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Element> elements(Element in, String name) {
		NodeList found = in.getElementsByTagName(name);
		return IntStream.range(0, found.getLength()).mapToObj((i) -> (Element) found.item(i));
	}

	private static String text(Element in, String name) {
		return elements(in, name).map(Element::getTextContent).findFirst().orElse("");
	}

}
