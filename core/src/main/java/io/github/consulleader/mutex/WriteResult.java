package io.github.consulleader.mutex;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Refusal;

/**
 * What the answer to a take or a release means.
 */
enum WriteResult {

	/** It was carried out. */
	DONE,

	/** The lock is free but closed for a while; nobody tells when that is over. */
	DELAYED,

	/** It was not carried out since the key is not as it was seen. */
	CHANGED,

	/** It was not carried out since our session is gone. */
	SESSION_GONE,

	/** It was not carried out and will not be: somebody has to change something. */
	REFUSED,

	/** It was not carried out; later it may be. */
	BUSY,

	/** It may have been carried out, or still be. */
	UNCERTAIN;

	static WriteResult of(Answer<?> answer) {
		if (answer instanceof Answer.Done) {
			return DONE;
		}
		return (answer instanceof Answer.Refused<?> refused) ? of(refused.refusal()) : UNCERTAIN;
	}

	private static WriteResult of(Refusal refusal) {
		return switch (refusal) {
			case LOCK_DELAY -> DELAYED;
			case CONFLICT -> CHANGED;
			case SESSION_GONE -> SESSION_GONE;
			case DENIED, INVALID -> REFUSED;
			case BUSY, NODE_MISSING, CHECK_MISSING, CHECK_CRITICAL -> BUSY;
		};
	}

}
