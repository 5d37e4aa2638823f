package io.github.consulleader.mutex;

import io.github.consulleader.consul.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What a key looks like to one session.
 */
enum KeyState {

	/** Nobody holds it. */
	FREE,

	/** Our session holds it. */
	OURS,

	/** Another session holds it. */
	TAKEN,

	/** The key is used for something that is not a lock. */
	FOREIGN;

	/** {@code LockFlagValue} of Go's {@code api.Lock}. */
	static final long LOCK_FLAGS = 3304740253564472344L;

	static KeyState of(@Nullable Entry entry, String session) {
		if (entry == null) {
			return FREE;
		}
		if (session.equals(entry.session())) {
			return OURS;
		}
		// A plain write to a held lock wipes its flags, but leaves it held; and a plain
		// acquire has none.
		if (entry.flags() != LOCK_FLAGS && entry.flags() != 0) {
			return FOREIGN;
		}
		if (entry.session() != null) {
			return TAKEN;
		}
		return (entry.flags() == LOCK_FLAGS || entry.value().isEmpty()) ? FREE : FOREIGN;
	}

}
