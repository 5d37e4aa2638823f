package io.github.consulleader.sample.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents speak of properties that exist, and of all of ours.
 */
@Tag("T48")
class DocumentSettingsTests {

	private static final String PREFIX = "consul.leader.";

	private static final Pattern NAMED = Pattern.compile(
			"(?<![\\w./])((?:consul\\.leader|spring|management|server)\\.[a-z0-9.-]*[a-z0-9])(?![\\w(/*]|\\.\\*|-\\.)");

	private static final Pattern ROW = Pattern.compile("\\| `([a-z-.]+)` \\| ([^|]+) \\|.*");

	@Test
	void nameExistingPropertiesOnly() throws IOException {
		Set<String> known = new TreeSet<>(known().keySet());
		known.add("spring.cloud.consul.token"); // read by Spring Cloud Consul, but not
												// described
		for (Document document : Document.all()) {
			for (String line : document.lines()) {
				for (Matcher named = NAMED.matcher(line.replaceAll("\\w+\\.md", "")); named.find();) {
					assertThat(known.stream().filter((name) -> (name + ".").startsWith(named.group(1) + ".")))
						.as("%s: %s in: %s", document, named.group(1), line)
						.isNotEmpty();
				}
			}
		}
	}

	@Test
	void tellEachOfOursWithItsDefault() throws IOException {
		Map<String, String> told = new TreeMap<>();
		List<String> lines = Document.of("docs/settings.md").lines();
		for (String line : lines.subList(0, lines.indexOf("## Presets"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				told.put(PREFIX + row.group(1), row.group(2).strip());
			}
		}
		Map<String, JsonNode> ours = new TreeMap<>(known());
		ours.keySet().removeIf((name) -> !name.startsWith(PREFIX));
		assertThat(told.keySet()).containsExactlyElementsOf(ours.keySet());
		ours.forEach((name, property) -> {
			JsonNode value = property.path("defaultValue");
			if (value.isValueNode()) {
				assertThat(told.get(name)).as(name).isEqualTo(value.asString());
			}
		});
	}

	private static Map<String, JsonNode> known() throws IOException {
		Map<String, JsonNode> known = new TreeMap<>();
		JsonMapper mapper = JsonMapper.builder().build();
		for (URL url : Collections.list(DocumentSettingsTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream file = url.openStream()) {
				mapper.readTree(file)
					.path("properties")
					.forEach((property) -> known.put(property.path("name").asString(), property));
			}
		}
		return known;
	}

}
