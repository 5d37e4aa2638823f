package io.github.consulleader.sample.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sees whether a process stands still, whoever stopped it. Needs {@code /proc}; where
 * there is none, only what was done here is known.
 */
final class Pauses {

	private static final Path PROC = Path.of("/proc");

	private final boolean visible = Files.isReadable(PROC.resolve("self/stat"));

	/**
	 * Looks.
	 * @param pid a process
	 * @param believed what is known without looking
	 */
	boolean isPaused(long pid, boolean believed) {
		if (!this.visible) {
			return believed;
		}
		try {
			String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
			// The name, in brackets, may hold anything; the state follows it.
			return switch (stat.charAt(stat.lastIndexOf(')') + 2)) {
				case 'T' -> true;
				case 'Z', 'X' -> believed;
				default -> false;
			};
		}
		catch (IOException ex) {
			// It ended while we looked.
			return believed;
		}
	}

}
