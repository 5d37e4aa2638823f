package io.github.consulleader.engine;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Refusal;

/**
 * What an answer means to a role.
 */
final class AnswerClassifier {

	private AnswerClassifier() {
	}

	/** Why it was not done, for people. */
	static String detail(Answer<?> answer) {
		if (answer instanceof Answer.Refused<?> refused) {
			return refused.refusal() + ": " + refused.detail();
		}
		return (answer instanceof Answer.Unknown<?> unknown) ? unknown.detail() : "";
	}

	static Outcome.Rejected rejected(Refusal refusal) {
		return switch (refusal) {
			case LOCK_DELAY -> Outcome.Rejected.LOCK_DELAY;
			case CONFLICT -> Outcome.Rejected.CONFLICT;
			case SESSION_GONE -> Outcome.Rejected.SESSION_GONE;
			case BUSY -> Outcome.Rejected.BUSY;
			case DENIED, INVALID, NODE_MISSING, CHECK_MISSING, CHECK_CRITICAL -> Outcome.Rejected.REFUSED;
		};
	}

}
