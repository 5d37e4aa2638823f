package io.github.consulleader.json;

import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads and writes JSON texts.
 */
public final class Json {

	private static final JsonFactory FACTORY = new JsonFactory();

	private Json() {
	}

	/**
	 * Reads a text that holds one value, or none.
	 * @param <T> what is made of it
	 * @param text the text
	 * @param reader makes it, and may leave any of the text unread
	 * @return what it made
	 * @throws tools.jackson.core.JacksonException if any of it is not JSON
	 */
	public static <T extends @Nullable Object> T read(String text, Function<JsonCursor, T> reader) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			JsonCursor cursor = new JsonCursor(parser);
			T read = reader.apply(cursor);
			cursor.end();
			return read;
		}
	}

	/**
	 * Writes a text.
	 * @param writer says what is in it
	 * @return the text
	 */
	public static String write(Consumer<JsonGenerator> writer) {
		StringWriter text = new StringWriter();
		try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
			writer.accept(generator);
		}
		return text.toString();
	}

}
