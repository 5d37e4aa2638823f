package io.github.consulleader.session;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Refusal;

/**
 * The requests that lead to a session, in order, and what follows from their answers.
 */
enum SessionCreationStep {

	/** Who is the agent? Not needed, but a wrong datacenter must not go unseen. */
	IDENTIFY("ask who it is", Next.REGISTER),

	/** Register the service that carries the check. */
	REGISTER("register a check", Next.PASS),

	/**
	 * Pass the check: a new one is critical, and so may one be that was there already.
	 */
	PASS("pass the check", Next.CREATE),

	/** Make the session. */
	CREATE("make one", Next.OPENED);

	/** What to do after an answer. */
	enum Next {

		/** Register the check. */
		REGISTER,

		/** Pass the check. */
		PASS,

		/** Make the session. */
		CREATE,

		/** There is a session. */
		OPENED,

		/** Make the session without a check of our own. */
		CREATE_UNCHECKED,

		/** From the first step again, after a pause. */
		RETRY,

		/** From the first step again, after a long pause: time alone is no cure. */
		RETRY_SLOWLY

	}

	private final String deed;

	private final Next next;

	SessionCreationStep(String deed, Next next) {
		this.deed = deed;
		this.next = next;
	}

	String deed() {
		return this.deed;
	}

	Next after(Answer<?> answer) {
		if (answer instanceof Answer.Done) {
			return this.next;
		}
		if (answer instanceof Answer.Refused<?> refused) {
			return afterRefusal(refused.refusal());
		}
		// A session that was made unseen holds nothing and ends with its TTL.
		return Next.RETRY;
	}

	private Next afterRefusal(Refusal refusal) {
		if (refusal != Refusal.DENIED && refusal != Refusal.INVALID) {
			return Next.RETRY;
		}
		return switch (this) {
			case IDENTIFY -> (refusal == Refusal.DENIED) ? this.next : Next.RETRY_SLOWLY;
			case REGISTER, PASS -> Next.CREATE_UNCHECKED;
			case CREATE -> Next.RETRY_SLOWLY;
		};
	}

}
