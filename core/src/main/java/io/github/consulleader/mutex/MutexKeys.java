package io.github.consulleader.mutex;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.github.consulleader.role.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Where mutexes are kept. Any string may be a key: what is not one of
 * {@code A-Z a-z 0-9 . _ ~ -} is percent-encoded, so that different keys never meet.
 *
 * @param candidate prefix and scope
 */
record MutexKeys(Candidate candidate) {

	private static final String LOCK = "/.lock";

	private static final String TICKET = "/.wait/";

	private static final String EMPTY = "%";

	private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-";

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
		try {
			return name.equals(EMPTY) ? "" : URLDecoder.decode(name, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return path; // not a name that we give
		}
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
		// These would vanish or climb in the path of a URL.
		return switch (key) {
			case "" -> EMPTY;
			case "." -> "%2E";
			case ".." -> "%2E%2E";
			default -> percentEncoded(key);
		};
	}

	private static String percentEncoded(String key) {
		StringBuilder text = new StringBuilder(key.length() + 16);
		ByteBuffer bytes = bytes(key);
		while (bytes.hasRemaining()) {
			byte next = bytes.get();
			if (next > 0 && UNRESERVED.indexOf(next) >= 0) {
				text.append((char) next);
			}
			else {
				text.append("%%%02X".formatted(next & 0xff));
			}
		}
		return text.toString();
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
