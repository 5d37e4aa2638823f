package io.github.consulleader.mutex;

import org.jspecify.annotations.Nullable;

/**
 * What became of a hold that was given back.
 *
 * @param certain whether it is known that it is not held any more
 * @param lost how it had been lost before, or {@code null} if it had not
 */
record Released(boolean certain, @Nullable String lost) {

	static final Released PENDING = new Released(false, null);

	static Released known(@Nullable String lost) {
		return new Released(true, lost);
	}

}
