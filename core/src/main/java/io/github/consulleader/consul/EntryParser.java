package io.github.consulleader.consul;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads keys from JSON as it streams by: a listing may have thousands.
 */
final class EntryParser {

	private static final JsonFactory JSON = new JsonFactory();

	private EntryParser() {
	}

	/** The array that a recursive read answers. */
	static List<Entry> listing(String json) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
			parser.nextToken();
			return array(parser);
		}
	}

	/** The results that a transaction answers, one for each operation that has one. */
	static List<Entry> results(String json) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
			expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
			List<Entry> results = null;
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				JsonToken token = parser.nextToken();
				if (name.equals("Results") && token == JsonToken.START_ARRAY) {
					results = array(parser);
				}
				else {
					parser.skipChildren();
				}
			}
			if (results == null) {
				throw new StreamReadException(parser, "no Results");
			}
			return results;
		}
	}

	private static List<Entry> array(JsonParser parser) {
		expect(parser, parser.currentToken(), JsonToken.START_ARRAY);
		List<Entry> entries = new ArrayList<>();
		while (parser.nextToken() == JsonToken.START_OBJECT) {
			entries.add(entry(parser));
		}
		expect(parser, parser.currentToken(), JsonToken.END_ARRAY);
		return entries;
	}

	private static Entry entry(JsonParser parser) {
		Fields fields = new Fields();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			JsonToken token = parser.nextToken();
			if (name.equals("KV") && token == JsonToken.START_OBJECT) {
				Entry nested = entry(parser);
				expect(parser, parser.nextToken(), JsonToken.END_OBJECT);
				return nested;
			}
			fields.read(name, token, parser);
		}
		expect(parser, parser.currentToken(), JsonToken.END_OBJECT);
		if (fields.key == null || fields.modifyIndex == 0) {
			throw new StreamReadException(parser, "no key");
		}
		return new Entry(fields.key, fields.value, fields.session, fields.flags, fields.createIndex,
				fields.modifyIndex);
	}

	private static void expect(JsonParser parser, @Nullable JsonToken token, JsonToken expected) {
		if (token != expected) {
			throw new StreamReadException(parser, "expected " + expected + " instead of " + token);
		}
	}

	private static final class Fields {

		private @Nullable String key;

		private String value = "";

		private @Nullable String session;

		private long flags;

		private long createIndex;

		private long modifyIndex;

		void read(String name, JsonToken token, JsonParser parser) {
			if (token == JsonToken.VALUE_NULL) {
				return;
			}
			switch (name) {
				case "Key" -> this.key = parser.getString();
				// A foreign value that is no text must not break the listing.
				case "Value" -> this.value = new String(parser.getBinaryValue(), StandardCharsets.UTF_8);
				case "Session" -> this.session = parser.getString().isEmpty() ? null : parser.getString();
				// Unsigned: more than a long of Java can say.
				case "Flags" -> this.flags = parser.getBigIntegerValue().longValue();
				case "CreateIndex" -> this.createIndex = parser.getLongValue();
				case "ModifyIndex" -> this.modifyIndex = parser.getLongValue();
				default -> parser.skipChildren();
			}
		}

	}

}
