package io.github.consulleader.engine;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values as JSON. What somebody else wrote over them reads as {@code null}, never as an
 * error.
 */
final class Codec {

	private static final Logger logger = LoggerFactory.getLogger(Codec.class);

	/** Immutable, and dear to make. */
	private static final JsonMapper mapper = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	String write(Object value) {
		return mapper.writeValueAsString(value);
	}

	<T> @Nullable T read(String key, String value, Class<T> type) {
		if (value.isEmpty()) {
			return null;
		}
		try {
			return mapper.readValue(value, type);
		}
		catch (JacksonException | NullPointerException ex) {
			logger.debug("{} holds something that is not ours: {}", key, ex.getMessage());
			return null;
		}
	}

}
