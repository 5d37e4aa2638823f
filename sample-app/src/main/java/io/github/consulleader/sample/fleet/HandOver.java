package io.github.consulleader.sample.fleet;

import org.jspecify.annotations.Nullable;

/**
 * How the role went from one term to the next.
 *
 * @param from who held it
 * @param to who was granted it
 * @param token fencing token of the new term
 * @param kind what began it: what was done to the old worker, or else why its term ended
 * @param begunAt when that was, or {@code null} if it is not known
 * @param stoppedAt when the old worker was told to work no longer, or {@code null} if it
 * never was
 * @param grantedAt when the new term began
 */
public record HandOver(String from, String to, long token, String kind, @Nullable Long begunAt,
		@Nullable Long stoppedAt, long grantedAt) {

	/**
	 * How long nobody was there to do new work, seen from outside.
	 * @return milliseconds from the beginning to the grant, or {@code null} if not known
	 */
	public @Nullable Long millis() {
		return (this.begunAt != null) ? this.grantedAt - this.begunAt : null;
	}

}
