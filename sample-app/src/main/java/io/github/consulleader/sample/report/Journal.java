package io.github.consulleader.sample.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What one instance served: a file that only this instance appends to, and anybody reads.
 */
public final class Journal {

	static final String PREFIX = "served-";

	static final String SUFFIX = ".log";

	private final Path file;

	/**
	 * Names a journal.
	 * @param folder the folder that all instances share, which exists
	 * @param instance whose journal it is
	 */
	public Journal(Path folder, String instance) {
		this.file = folder.resolve(PREFIX + instance + SUFFIX);
	}

	/**
	 * Adds requests at the end.
	 * @param requests what was served
	 * @throws IOException if it cannot be written
	 */
	public void append(List<ServedRequest> requests) throws IOException {
		StringBuilder lines = new StringBuilder();
		requests.forEach((request) -> lines.append(request.line()));
		Files.write(this.file, lines.toString().getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

}
