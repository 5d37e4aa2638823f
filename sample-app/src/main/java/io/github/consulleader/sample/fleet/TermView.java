package io.github.consulleader.sample.fleet;

import org.jspecify.annotations.Nullable;

/**
 * One stretch of holding the role, as its holder told it.
 *
 * @param instance who held it
 * @param number the term's number
 * @param token the term's fencing token
 * @param grantedAt when it began
 * @param endedAt when its holder was told that it ended, or when the process ended, or
 * {@code null} if it goes on or nothing is known
 * @param reason why it ended, or {@code null}
 */
public record TermView(String instance, long number, long token, long grantedAt, @Nullable Long endedAt,
		@Nullable String reason) {

	TermView ended(long at, String why) {
		return new TermView(this.instance, this.number, this.token, this.grantedAt, at, why);
	}

}
