package io.github.consulleader.sample.channel;

import java.io.PrintStream;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages as lines of JSON.
 */
public final class MessageLines {

	private final JsonMapper json = JsonMapper.builder().build();

	/**
	 * Writes a message at once. Safe for use by several threads.
	 * @param message the message
	 * @param out gets the line
	 */
	public void write(Message message, PrintStream out) {
		// One call, so that lines of two threads do not mix.
		out.print(this.json.writeValueAsString(message) + "\n");
		out.flush();
	}

	/**
	 * Reads a line.
	 * @param line the line, without its end
	 * @return the message, or empty if it is none, but something printed for people
	 */
	public Optional<Message> read(String line) {
		try {
			return line.startsWith("{") ? Optional.of(this.json.readValue(line, Message.class)) : Optional.empty();
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

}
