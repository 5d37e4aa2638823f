package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks whether a file is a Consul that runs here.
 */
final class VersionCheck {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final Pattern VERSION = Pattern.compile("^Consul v(\\d+\\.\\d+\\S*)");

	private VersionCheck() {
	}

	static ConsulBinary run(Path candidate) throws IOException {
		Path path = candidate.toAbsolutePath();
		try {
			CliResult result = CliResult.of(new ProcessBuilder(List.of(path.toString(), "version")), TIMEOUT);
			Matcher version = VERSION.matcher(result.out());
			if (result.exitCode() == 0 && version.find()) {
				return new ConsulBinary(path, version.group(1));
			}
			throw new IOException("'" + path + " version' answered " + result);
		}
		catch (ConsulAgentException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

}
