package io.github.consulleader.consul;

import org.jspecify.annotations.Nullable;

/**
 * Tells a token that is none from one that lacks a right. Consul says "Permission denied"
 * also where no token was sent, and of one that it does not know only that there is no
 * ACL.
 */
final class TokenDiagnosis {

	private TokenDiagnosis() {
	}

	/** What is wrong with the token itself, or {@code null} if nothing is known to be. */
	static @Nullable String of(Refusal refusal, String text, boolean anonymous) {
		if (refusal != Refusal.DENIED) {
			return null;
		}
		if (anonymous) {
			return "no ACL token was sent";
		}
		return text.contains("ACL not found")
				? "Consul does not know this ACL token; it is wrong, was deleted, or belongs to another cluster" : null;
	}

}
