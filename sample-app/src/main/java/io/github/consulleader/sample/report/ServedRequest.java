package io.github.consulleader.sample.report;

import java.util.Optional;

/**
 * One request that an instance served; a line in its journal.
 *
 * @param at when, in milliseconds since 1970
 * @param path what was asked for, without blanks
 * @param status the HTTP status that was answered
 */
public record ServedRequest(long at, String path, int status) {

	String line() {
		return this.at + " " + this.path + " " + this.status + "\n";
	}

	static Optional<ServedRequest> parse(String line) {
		String[] fields = line.split(" ", -1);
		try {
			return (fields.length == 3)
					? Optional.of(new ServedRequest(Long.parseLong(fields[0]), fields[1], Integer.parseInt(fields[2])))
					: Optional.empty();
		}
		catch (NumberFormatException ex) {
			// A line torn by a SIGKILL: what is not a request is not counted as one.
			return Optional.empty();
		}
	}

	boolean failed() {
		return this.status >= 500;
	}

}
