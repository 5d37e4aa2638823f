package io.github.consulleader.sample.channel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the launcher asks of an instance.
 */
public enum Command {

	/** Hand the role over and stand back for a while. */
	YIELD;

	/**
	 * As it is written.
	 * @return the line, without its end
	 */
	public String line() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads a line.
	 * @param line the line, without its end
	 * @return the command, if it is one
	 */
	public static Optional<Command> parse(String line) {
		return Arrays.stream(values()).filter((command) -> command.line().equals(line.strip())).findFirst();
	}

}
