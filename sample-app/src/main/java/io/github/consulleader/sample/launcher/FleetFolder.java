package io.github.consulleader.sample.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The folder of one run of the fleet. Each run has its own, since a new Consul counts its
 * tokens from the start and would find its reports refused.
 *
 * @param path where it is
 * @param temporary whether it is removed at the end
 */
record FleetFolder(Path path, boolean temporary) implements AutoCloseable {

	static FleetFolder in(@Nullable Path named) throws IOException {
		if (named == null) {
			return new FleetFolder(Files.createTempDirectory("consul-leader-sample-"), true);
		}
		Files.createDirectories(named);
		return new FleetFolder(Files.createTempDirectory(named.toAbsolutePath(), "run-"), false);
	}

	@Override
	public void close() throws IOException {
		if (!this.temporary || !Files.exists(this.path)) {
			return;
		}
		try (Stream<Path> tree = Files.walk(this.path)) {
			List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
			for (Path entry : leavesFirst) {
				Files.deleteIfExists(entry);
			}
		}
	}

}
