package io.github.consulleader.mutex;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.github.consulleader.role.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Where mutexes are kept. Any string may be a key: each byte of its UTF-8 that is not one
 * of {@code A-Z a-z 0-9 . _ -} is stored as {@code =} and two hexadecimal digits, and so
 * is a dot that follows a dot or stands alone. Different keys never meet, as each can be
 * read back. Versions of Consul differ in the characters that they accept in a key:
 * these, without {@code ..}, pass in all of them.
 *
 * @param candidate prefix and scope
 */
record MutexKeys(Candidate candidate) {

	private static final String LOCK = "/.lock";

	private static final String TICKET = "/.wait/";

	private static final char ESCAPE = '=';

	/** Of no key: an escape is followed by two digits. */
	private static final String EMPTY = "=";

	private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	String prefix() {
		return this.candidate.prefix() + "/" + this.candidate.scope() + "/mutex/";
	}

	/**
	 * Returns the stored key.
	 * @throws IllegalArgumentException if the key is no text, having half a surrogate
	 * pair
	 */
	String path(String key) {
		return prefix() + encoded(key) + LOCK;
	}

	/** Returns what is called so, for people; the stored key if nothing is. */
	String key(String path) {
		if (!path.startsWith(prefix()) || !path.endsWith(LOCK)) {
			return path;
		}
		String name = path.substring(prefix().length(), path.length() - LOCK.length());
		String key = decoded(name);
		return (key != null && encoded(key).equals(name)) ? key : path;
	}

	/** Returns where a session's ticket is, in the line for a lock. */
	static String ticket(String lock, String session) {
		return lock.substring(0, lock.length() - LOCK.length()) + TICKET + session;
	}

	/** Returns the lock that a ticket is for, or {@code null} if it is none. */
	static @Nullable String lockOf(String ticket) {
		int end = ticket.lastIndexOf(TICKET);
		return (end >= 0) ? ticket.substring(0, end) + LOCK : null;
	}

	private static String encoded(String key) {
		if (key.isEmpty()) {
			return EMPTY;
		}
		StringBuilder text = new StringBuilder(key.length() + 16);
		ByteBuffer bytes = bytes(key);
		while (bytes.hasRemaining()) {
			byte next = bytes.get();
			if (isPlain(next) && !(next == '.' && (endsInDot(text) || key.length() == 1))) {
				text.append((char) next);
			}
			else {
				text.append(ESCAPE).append(HEX.toHexDigits(next));
			}
		}
		return text.toString();
	}

	private static boolean isPlain(byte character) {
		return character > 0 && PLAIN.indexOf(character) >= 0;
	}

	private static boolean endsInDot(StringBuilder text) {
		return !text.isEmpty() && text.charAt(text.length() - 1) == '.';
	}

	/**
	 * Returns what may have been encoded so, or {@code null} if nothing can have been.
	 */
	private static @Nullable String decoded(String name) {
		if (name.equals(EMPTY)) {
			return "";
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length());
		for (int at = 0; at < name.length(); at++) {
			char next = name.charAt(at);
			if (next != ESCAPE) {
				bytes.write(next);
				continue;
			}
			if (at + 2 >= name.length() || !HexFormat.isHexDigit(name.charAt(at + 1))
					|| !HexFormat.isHexDigit(name.charAt(at + 2))) {
				return null;
			}
			bytes.write(HexFormat.fromHexDigits(name, at + 1, at + 3));
			at += 2;
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

	private static ByteBuffer bytes(String key) {
		try {
			return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException(
					"Mutex key '%s' is not valid Unicode: half a surrogate pair".formatted(key), ex);
		}
	}

}
