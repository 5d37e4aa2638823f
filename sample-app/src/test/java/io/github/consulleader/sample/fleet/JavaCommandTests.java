package io.github.consulleader.sample.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JavaCommandTests {

	@TempDir
	Path folder;

	@Test
	void runsAClassOfTheClassPath() throws IOException {
		assertThat(new JavaCommand(Path.of("java"), "a:b.jar").run("x.Main", List.of("-Xmx9m"), List.of("--y=z")))
			.containsExactly("java", "-Xmx9m", "-cp", "a:b.jar", "x.Main", "--y=z");
	}

	@Test
	void runsAClassOfTheExecutableJar() throws IOException {
		String jar = jar("Start-Class").toString();
		assertThat(new JavaCommand(Path.of("java"), jar).run("x.Main", List.of(), List.of("--y=z"))).containsExactly(
				"java", "-cp", jar, "-Dloader.main=x.Main", "org.springframework.boot.loader.launch.PropertiesLauncher",
				"--y=z");
	}

	@Test
	void runsAClassOfAPlainJar() throws IOException {
		String jar = jar("Main-Class").toString();
		assertThat(new JavaCommand(Path.of("java"), jar).run("x.Main", List.of(), List.of())).containsExactly("java",
				"-cp", jar, "x.Main");
	}

	private Path jar(String attribute) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().putValue(attribute, "x.Start");
		Path jar = this.folder.resolve("some.jar");
		try (OutputStream out = Files.newOutputStream(jar);
				JarOutputStream written = new JarOutputStream(out, manifest)) {
			written.finish();
		}
		return jar;
	}

}
