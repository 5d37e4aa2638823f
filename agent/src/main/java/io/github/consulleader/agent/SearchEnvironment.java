package io.github.consulleader.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the search for an executable looks at.
 *
 * @param properties system properties
 * @param variables environment variables
 */
record SearchEnvironment(Map<String, String> properties, Map<String, String> variables) {

	static final String PROPERTY = "consul.binary";

	static final String VARIABLE = "CONSUL_BINARY";

	static SearchEnvironment ofThisJvm() {
		Map<String, String> properties = new java.util.HashMap<>();
		for (String name : List.of(PROPERTY, "java.io.tmpdir", "path.separator", "user.name")) {
			Optional.ofNullable(System.getProperty(name)).ifPresent((value) -> properties.put(name, value));
		}
		return new SearchEnvironment(properties, System.getenv());
	}

	Optional<String> property() {
		return Optional.ofNullable(this.properties.get(PROPERTY)).filter((value) -> !value.isBlank());
	}

	Optional<String> variable() {
		return variable(VARIABLE);
	}

	List<Path> path() {
		return Arrays.stream(this.variables.getOrDefault("PATH", "").split(java.io.File.pathSeparator))
			.filter((folder) -> !folder.isBlank())
			.map(Path::of)
			.toList();
	}

	/** Folders that may serve as our cache, the best first. */
	List<CacheFolder> caches() {
		List<CacheFolder> caches = new ArrayList<>();
		// The XDG rules let a relative path be ignored.
		variable("XDG_CACHE_HOME").map(Path::of)
			.filter(Path::isAbsolute)
			.ifPresent((folder) -> caches.add(new CacheFolder(folder.resolve("consul-leader"))));
		variable("HOME").map(Path::of)
			.filter(Path::isAbsolute)
			.ifPresent((folder) -> caches.add(new CacheFolder(folder.resolve(".cache").resolve("consul-leader"))));
		String user = this.properties.getOrDefault("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
		caches.add(new CacheFolder(
				Path.of(this.properties.getOrDefault("java.io.tmpdir", "/tmp")).resolve("consul-leader-" + user)));
		return List.copyOf(caches);
	}

	private Optional<String> variable(String name) {
		return Optional.ofNullable(this.variables.get(name)).filter((value) -> !value.isBlank());
	}

}
