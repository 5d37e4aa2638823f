package io.github.consulleader.mutex;

import org.jspecify.annotations.Nullable;

/**
 * What became of a hold that was given back.
 *
 * @param certain whether it is known that it is not held any more
 * @param lost how it had been lost before, or {@code null} if it had not
 */
record UnlockResult(boolean certain, @Nullable String lost) {

	static final UnlockResult PENDING = new UnlockResult(false, null);

	static UnlockResult known(@Nullable String lost) {
		return new UnlockResult(true, lost);
	}

}
