package io.github.consulleader.json;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * Stands on one value of a JSON text and goes on from value to value. A value that is not
 * read is skipped, whatever is in it. Takes one kind of scalar for another as data
 * binding does: people write keys by hand, too.
 */
public final class JsonCursor {

	private final JsonParser parser;

	private @Nullable JsonToken token;

	/** Whether the value stood on may still be one to go into or to skip. */
	private boolean unread = true;

	JsonCursor(JsonParser parser) {
		this.parser = parser;
		this.token = parser.nextToken();
	}

	/**
	 * Goes into the value, if it is an object: before its first member.
	 * @return whether it is one
	 */
	public boolean enterObject() {
		return enter(JsonToken.START_OBJECT);
	}

	/**
	 * Goes into the value, if it is an array: before its first element.
	 * @return whether it is one
	 */
	public boolean enterArray() {
		return enter(JsonToken.START_ARRAY);
	}

	private boolean enter(JsonToken start) {
		if (this.token != start) {
			return false;
		}
		this.unread = false;
		return true;
	}

	/**
	 * Goes on to the next member of the object, and stands on its value.
	 * @return its name, or {@code null} after the last, with the object behind
	 */
	public @Nullable String nextMember() {
		skip();
		String name = this.parser.nextName();
		this.token = (name != null) ? this.parser.nextToken() : this.parser.currentToken();
		this.unread = name != null;
		return name;
	}

	/**
	 * Goes into the value, if it is an object, and on to the first member of a name.
	 * @param name the name
	 * @return whether there is one, to stand on its value
	 */
	public boolean find(String name) {
		String next = enterObject() ? nextMember() : null;
		while (next != null && !next.equals(name)) {
			next = nextMember();
		}
		return next != null;
	}

	/**
	 * Goes on to the next element of the array, and stands on it.
	 * @return whether there was one, or {@code false} with the array behind
	 */
	public boolean nextElement() {
		skip();
		this.token = this.parser.nextToken();
		this.unread = this.token != JsonToken.END_ARRAY;
		return this.unread;
	}

	private void skip() {
		if (this.unread) {
			this.parser.skipChildren();
			this.unread = false;
		}
	}

	/**
	 * Reads a text; numbers and booleans are texts, too.
	 * @return the text, or {@code null} if the value is {@code null}, an object or an
	 * array
	 */
	public @Nullable String text() {
		boolean scalar = this.token != null && this.token.isScalarValue() && this.token != JsonToken.VALUE_NULL;
		return scalar ? this.parser.getString() : null;
	}

	/**
	 * Tells whether the value is {@code null}.
	 * @return whether it is
	 */
	public boolean isNull() {
		return this.token == JsonToken.VALUE_NULL;
	}

	/**
	 * Reads a number, or a text that is a whole one.
	 * @return the number, without its fraction
	 * @throws tools.jackson.core.JacksonException if the value is not one, or too large
	 */
	public long number() {
		if (this.token != JsonToken.VALUE_STRING) {
			return this.parser.getLongValue();
		}
		try {
			return Long.parseLong(this.parser.getString().strip());
		}
		catch (NumberFormatException ex) {
			throw new StreamReadException(this.parser, "no number", ex);
		}
	}

	/**
	 * Reads a number of 32 bits, as {@link #number()} does.
	 * @return the number, without its fraction
	 * @throws tools.jackson.core.JacksonException if the value is not one, or too large
	 */
	public int smallNumber() {
		long number = number();
		if (number != (int) number) {
			throw new StreamReadException(this.parser, "too large");
		}
		return (int) number;
	}

	/**
	 * Reads a boolean, a number that is one unless it is 0, or a text that is one.
	 * @return the boolean
	 * @throws tools.jackson.core.JacksonException if the value is not one
	 */
	public boolean flag() {
		if (this.token == JsonToken.VALUE_NUMBER_INT) {
			return number() != 0;
		}
		if (this.token != JsonToken.VALUE_STRING) {
			return this.parser.getBooleanValue();
		}
		return switch (this.parser.getString().strip()) {
			case "true", "True", "TRUE" -> true;
			case "false", "False", "FALSE" -> false;
			default -> throw new StreamReadException(this.parser, "no boolean");
		};
	}

	/**
	 * Reads an array of texts.
	 * @return the texts
	 * @throws tools.jackson.core.JacksonException if the value is not one
	 */
	public List<String> texts() {
		if (!enterArray()) {
			throw new StreamReadException(this.parser, "no array of texts");
		}
		List<String> texts = new ArrayList<>();
		while (nextElement()) {
			String text = text();
			if (text == null) {
				throw new StreamReadException(this.parser, "no text");
			}
			texts.add(text);
		}
		return texts;
	}

	/** Goes behind all that was gone into, where nothing may follow. */
	void end() {
		skip();
		while (!this.parser.streamReadContext().inRoot()) {
			this.parser.nextToken();
		}
		if (this.parser.nextToken() != null) {
			throw new StreamReadException(this.parser, "more than one value");
		}
	}

}
