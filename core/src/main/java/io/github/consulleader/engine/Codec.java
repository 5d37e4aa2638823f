package io.github.consulleader.engine;

import io.github.consulleader.json.Json;
import io.github.consulleader.json.JsonCursor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Values as JSON. What somebody else wrote over them reads as {@code null}, never as an
 * error. Event loop only.
 */
final class Codec {

	private static final Logger logger = LoggerFactory.getLogger(Codec.class);

	private final StringInterner recent = new StringInterner();

	String write(StoredValue value) {
		return Json.write(value::write);
	}

	<T extends StoredValue> @Nullable T read(String key, String value, Form<T> form) {
		if (value.isEmpty()) {
			return null;
		}
		try {
			return Json.read(value, (json) -> form.read(json, this.recent));
		}
		catch (JacksonException | NullPointerException ex) {
			logger.debug("{} holds something that is not ours: {}", key, ex.getMessage());
			return null;
		}
	}

	/**
	 * How one kind of values is read.
	 *
	 * @param <T> the kind
	 */
	@FunctionalInterface
	interface Form<T extends StoredValue> {

		/**
		 * Reads a value, and skips what newer versions may have added.
		 * @throws NullPointerException if something is missing
		 * @throws JacksonException if something is of another type
		 */
		T read(JsonCursor json, StringInterner recent);

	}

}
