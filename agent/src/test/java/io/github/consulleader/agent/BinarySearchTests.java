package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BinarySearchTests {

	@TempDir
	Path machine = Path.of("");

	private final Map<String, String> properties = new HashMap<>();

	private final Map<String, String> variables = new HashMap<>();

	@BeforeEach
	void haveAHome() {
		this.properties.put("java.io.tmpdir", this.machine.resolve("tmp").toString());
		this.properties.put("user.name", "a user");
		this.variables.put("HOME", this.machine.resolve("home").toString());
		this.variables.put("PATH", this.machine.resolve("sbin") + ":" + this.machine.resolve("bin"));
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(textBlock = """
			property variable path cache download , 1.0.1
			variable path cache download          , 1.0.2
			path cache download                   , 1.0.3
			cache download                        , 1.0.4
			download                              , 1.0.5
			property download                     , 1.0.1
			cache                                 , 1.0.4
			blank-property blank-variable path    , 1.0.3
			broken-path cache download            , 1.0.4
			broken-path broken-cache download     , 1.0.5
			""")
	void takesTheFirstThatRuns(String available, String version) throws IOException {
		for (String each : available.split(" ", -1)) {
			provide(each);
		}
		assertThat(search(available.contains("download")).find().version()).isEqualTo(version);
	}

	@ParameterizedTest
	@CsvSource({ "property, the system property consul.binary", "variable, the environment variable CONSUL_BINARY" })
	void doesNotPassOverWhatSomebodyHasNamed(String by, String message) throws IOException {
		provide("broken-" + by);
		provide("path");
		assertThatExceptionOfType(ConsulNotFoundException.class).isThrownBy(() -> search(true).find())
			.withMessageContaining(message)
			.withMessageContaining("no Consul of mine");
	}

	@Test
	void listsAllTheWaysAndAllThatWasTried() throws IOException {
		provide("broken-path");
		assertThatExceptionOfType(ConsulNotFoundException.class).isThrownBy(() -> search(false).find())
			.withMessageContainingAll("consul.binary", "CONSUL_BINARY", "PATH", "apt",
					this.machine.resolve("home/.cache/consul-leader/consul").toString(), "no Consul of mine",
					"no mirror had it");
	}

	@Test
	void prefersTheXdgCacheAndNeedsNoHome() {
		this.variables.put("XDG_CACHE_HOME", this.machine.resolve("xdg").toString());
		assertThat(caches()).containsExactly("xdg/consul-leader", "home/.cache/consul-leader",
				"tmp/consul-leader-a_user");
		this.variables.put("XDG_CACHE_HOME", "relative");
		assertThat(caches()).containsExactly("home/.cache/consul-leader", "tmp/consul-leader-a_user");
		this.variables.remove("HOME");
		assertThat(caches()).containsExactly("tmp/consul-leader-a_user");
	}

	@Test
	void downloadsIntoTheFirstCacheThatCanBeMade() throws IOException {
		Files.createFile(this.machine.resolve("home"));
		ConsulBinary found = search(true).find();
		assertThat(found.path()).isEqualTo(this.machine.resolve("tmp/consul-leader-a_user/consul"));
	}

	@Test
	void takesAwayTheRightOfOthersToWriteIntoTheCache() throws IOException {
		provide("cache");
		Path cache = this.machine.resolve("home/.cache/consul-leader");
		Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
		search(false).find();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache))).isEqualTo("rwxr-xr-x");
	}

	private Iterable<String> caches() {
		return new SearchEnvironment(this.properties, this.variables).caches()
			.stream()
			.map((cache) -> this.machine.relativize(cache.folder()).toString())
			.toList();
	}

	private BinarySearch search(boolean online) {
		return new BinarySearch(new SearchEnvironment(this.properties, this.variables), (cache) -> {
			if (!online) {
				throw new IOException("no mirror had it");
			}
			Executables.consul(cache.folder(), "1.0.5");
		});
	}

	private void provide(String what) throws IOException {
		switch (what) {
			case "property" ->
				this.properties.put("consul.binary", Executables.consul(this.machine.resolve("a"), "1.0.1").toString());
			case "variable" ->
				this.variables.put("CONSUL_BINARY", Executables.consul(this.machine.resolve("b"), "1.0.2").toString());
			case "path" -> Executables.consul(this.machine.resolve("bin"), "1.0.3");
			case "cache" -> Executables.consul(this.machine.resolve("home/.cache/consul-leader"), "1.0.4");
			case "blank-property" -> this.properties.put("consul.binary", " ");
			case "blank-variable" -> this.variables.put("CONSUL_BINARY", "");
			case "broken-property" ->
				this.properties.put("consul.binary", Executables.broken(this.machine.resolve("a")).toString());
			case "broken-variable" ->
				this.variables.put("CONSUL_BINARY", Executables.broken(this.machine.resolve("b")).toString());
			case "broken-path" -> Executables.broken(this.machine.resolve("sbin"));
			case "broken-cache" -> Executables.broken(this.machine.resolve("home/.cache/consul-leader"));
			case "download" -> {
			}
			default -> throw new IllegalArgumentException(what);
		}
	}

}
