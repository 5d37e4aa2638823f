package io.github.consulleader.benchmarks.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Closed connections that Linux still remembers. */
final class TimeWait {

	private static final String STATE = "06";

	private TimeWait() {
	}

	/** Counts those from or to a port. */
	static int count(int port) throws IOException {
		String suffix = String.format(Locale.ROOT, ":%04X", port);
		int count = 0;
		for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
			try (Stream<String> lines = Files.lines(Path.of(table))) {
				count += (int) lines.map((line) -> line.strip().split(" +", -1))
					.filter((words) -> words[3].equals(STATE))
					.filter((words) -> words[1].endsWith(suffix) || words[2].endsWith(suffix))
					.count();
			}
		}
		return count;
	}

}
