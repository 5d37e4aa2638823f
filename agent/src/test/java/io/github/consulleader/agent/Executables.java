package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that the search for an executable may come across.
 */
final class Executables {

	private Executables() {
	}

	static Path consul(Path folder, String version) throws IOException {
		return script(folder, "[ \"$1\" = version ] && echo 'Consul v" + version + "'");
	}

	static Path broken(Path folder) throws IOException {
		return script(folder, "echo 'no Consul of mine'; exit 3");
	}

	private static Path script(Path folder, String text) throws IOException {
		Files.createDirectories(folder);
		Path script = Files.writeString(folder.resolve("consul"), "#!/bin/sh\n" + text + "\n");
		return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
