package io.github.consulleader.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Cuts what a client sends into requests. */
final class RequestReader {

	private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

	private static final Pattern WHAT = Pattern.compile("(\\w+) /v1((?:/[a-z]+){1,3})");

	private final InputStream in;

	private String what = "";

	RequestReader(InputStream in) {
		this.in = in;
	}

	/** What the latest request asked for, such as {@code PUT /agent/check/pass}. */
	String what() {
		return this.what;
	}

	/** Returns the next request, or {@code null} at the end. */
	byte @Nullable [] next() throws IOException {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		if (!head(request)) {
			return null;
		}
		String head = request.toString(StandardCharsets.ISO_8859_1);
		Matcher asked = WHAT.matcher(head);
		this.what = asked.lookingAt() ? asked.group(1) + " " + shortened(asked.group(2)) : head;
		Matcher length = LENGTH.matcher(head);
		if (length.find()) {
			int expected = Integer.parseInt(length.group(1));
			byte[] body = this.in.readNBytes(expected);
			if (body.length < expected) {
				throw new EOFException();
			}
			request.write(body);
		}
		return request.toByteArray();
	}

	/** Keys and sessions are not told apart. */
	private static String shortened(String path) {
		String[] parts = path.split("/", -1);
		int telling = switch (parts[1]) {
			case "kv" -> 2;
			case "session" -> 3;
			default -> parts.length;
		};
		return String.join("/", Arrays.asList(parts).subList(0, Math.min(telling, parts.length)));
	}

	private boolean head(ByteArrayOutputStream request) throws IOException {
		int matched = 0;
		while (matched < 4) {
			int next = this.in.read();
			if (next < 0) {
				return false;
			}
			request.write(next);
			matched = (next == "\r\n\r\n".charAt(matched)) ? matched + 1 : ((next == '\r') ? 1 : 0);
		}
		return true;
	}

}
