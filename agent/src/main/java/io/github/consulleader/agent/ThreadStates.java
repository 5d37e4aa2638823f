package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the threads of a process do, where the system tells: in {@code /proc}, as Linux
 * has it.
 */
final class ThreadStates {

	private final Path tasks;

	ThreadStates(long pid) {
		this.tasks = Path.of("/proc", Long.toString(pid), "task");
	}

	/** Whether every thread is halted by a signal; taken for true where nobody tells. */
	boolean allHalted() {
		if (!Files.isDirectory(this.tasks)) {
			return true;
		}
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(this.tasks)) {
			for (Path thread : threads) {
				if (!isHalted(state(thread))) {
					return false;
				}
			}
			return true;
		}
		catch (IOException ex) {
			// A thread ended meanwhile: one of a process that is not halted.
			return false;
		}
	}

	/** The letter after the name, which is in brackets and may hold any character. */
	private static char state(Path thread) throws IOException {
		String stat = Files.readString(thread.resolve("stat"));
		return stat.charAt(stat.lastIndexOf(')') + 2);
	}

	private static boolean isHalted(char state) {
		return state == 'T' || state == 't';
	}

}
