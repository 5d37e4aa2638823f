package io.github.consulleader.consul;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What Consul's words mean. They are all that tells a definite no from an error after
 * which anything may have happened: most of both come with status 500.
 */
final class RefusalParser {

	/** From 1.8.7 and from newer sources, where they differ. */
	private static final Map<String, Refusal> WORDS = words();

	/** Of operations in a transaction. */
	private static final Map<String, Refusal> OPERATION_WORDS = operationWords();

	private RefusalParser() {
	}

	private static Map<String, Refusal> words() {
		Map<String, Refusal> words = new LinkedHashMap<>();
		words.put("Permission denied", Refusal.DENIED);
		words.put("ACL not found", Refusal.DENIED);
		words.put("invalid session \"", Refusal.SESSION_GONE);
		words.put("Missing node registration", Refusal.NODE_MISSING);
		words.put("Missing check '", Refusal.CHECK_MISSING);
		words.put("does not have associated TTL", Refusal.CHECK_MISSING);
		words.put("Unknown check ID", Refusal.CHECK_MISSING);
		words.put("Unknown check \"", Refusal.CHECK_MISSING);
		words.put("is in critical state", Refusal.CHECK_CRITICAL);
		words.put("No path to datacenter", Refusal.INVALID);
		words.put("cross datacenter lock must be created at server agent", Refusal.INVALID);
		words.put("Invalid Session TTL", Refusal.INVALID);
		words.put("Session TTL '", Refusal.INVALID);
		words.put("Invalid Behavior setting", Refusal.INVALID);
		words.put("UUID must be 36 characters", Refusal.INVALID);
		words.put("rate limit exceeded", Refusal.BUSY);
		return words;
	}

	private static Map<String, Refusal> operationWords() {
		Map<String, Refusal> words = new LinkedHashMap<>();
		words.put("due to lock delay", Refusal.LOCK_DELAY);
		words.put("invalid session", Refusal.SESSION_GONE);
		words.put("Permission denied", Refusal.DENIED);
		words.put("ACL not found", Refusal.DENIED);
		words.put("failed session check", Refusal.CONFLICT);
		words.put("failed to check session", Refusal.CONFLICT);
		words.put("failed index check", Refusal.CONFLICT);
		words.put("failed to check index", Refusal.CONFLICT);
		words.put("index is stale", Refusal.CONFLICT);
		words.put("lock is already held", Refusal.CONFLICT);
		words.put("lock isn't held", Refusal.CONFLICT);
		words.put("doesn't exist", Refusal.CONFLICT);
		words.put("exists", Refusal.CONFLICT);
		return words;
	}

	/** Why a request was refused, or {@code null} if nothing can be concluded. */
	static @Nullable Refusal of(int status, String text) {
		if (status == 401 || status == 403) {
			return Refusal.DENIED;
		}
		if (status == 429 || status == 503) {
			return Refusal.BUSY;
		}
		Refusal said = find(WORDS, text);
		if (said != null) {
			return said;
		}
		// What does not exist, and what took too long, may be a proxy's opinion.
		boolean malformed = status >= 400 && status < 500 && status != 404 && status != 408 && status != 409;
		return malformed ? Refusal.INVALID : null;
	}

	/** Why an operation failed. Its transaction was rolled back, whatever the reason. */
	static Refusal ofOperation(String what) {
		Refusal said = find(OPERATION_WORDS, what);
		return (said != null) ? said : Refusal.INVALID;
	}

	private static @Nullable Refusal find(Map<String, Refusal> words, String text) {
		for (Map.Entry<String, Refusal> word : words.entrySet()) {
			if (text.contains(word.getKey())) {
				return word.getValue();
			}
		}
		return null;
	}

}
