package io.github.consulleader.consul;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which keys newer versions refuse: those of 1.21.5 in paths, and those of 1.22.4 and
 * later in transactions.
 */
final class ModernKeys {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9,_./\\-?&=]*");

	private static final Pattern KEY = Pattern.compile("\"Key\":\"((?:[^\"\\\\]|\\\\.)*)\"");

	private ModernKeys() {
	}

	/** What is said to a request, or {@code null} if it may be carried out. */
	static @Nullable ModernAnswer refused(String path, String body, boolean strict) {
		if (path.startsWith("/v1/kv/")) {
			String key = decoded(path.substring("/v1/kv/".length()).replaceFirst("[?].*", ""));
			boolean refused = climbs(key) || (strict && !isPlain(key));
			return !refused ? null : new ModernAnswer(500,
					"invalid key name, keys should respect the \"" + PLAIN + "\" format: " + key);
		}
		if (path.startsWith("/v1/txn")) {
			Matcher keys = KEY.matcher(body);
			while (keys.find()) {
				if (climbs(keys.group(1)) || (strict && !isPlain(keys.group(1)))) {
					return new ModernAnswer(400,
							"Invalid key in transaction: invalid key name, \"" + keys.group(1) + "\"");
				}
			}
		}
		return null;
	}

	private static boolean isPlain(String key) {
		return PLAIN.matcher(key).matches() && !key.contains("..");
	}

	private static boolean climbs(String key) {
		return (decoded(key) + "/").matches("(?s)(.*/)?[.][.]/.*") || !key.equals(key.strip());
	}

	private static String decoded(String text) {
		return text.matches("(?s)([^%]|%[0-9A-Fa-f]{2})*")
				? URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8) : text;
	}

}
