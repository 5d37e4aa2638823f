package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;

/**
 * What this process is in one role: an immutable object with one method per signal. A
 * signal that a state does not mention leaves it as it is.
 * <p>
 * An answer of Consul is only ever fed to a state if its request was sent after the last
 * write on the role was answered, and never while a write is under way;
 * {@code RoleMachine} sees to that.
 */
sealed interface RoleState permits Off, Slumbering, Taking, Working, Draining, HandingOver, Revoking {

	/** An instant that never comes. */
	long NEVER = Long.MAX_VALUE;

	/** What the candidate remembers. */
	Memory memory();

	/** The same state with another memory. */
	RoleState with(Memory memory);

	/** When {@link #wake} is due, on the monotonic clock. */
	default long wakeAt() {
		return NEVER;
	}

	/** Whether a term of ours is to be confirmed. */
	default boolean isHolding() {
		return false;
	}

	/** Whether our session has the lock, as far as we know, or may have it. */
	default boolean mayHold() {
		return isHolding();
	}

	/**
	 * Whether a chance to take the role is being watched: a quorum must be asked all the
	 * time, since a lock that was held meanwhile and then put back by a restore shows no
	 * trace of it.
	 */
	default boolean isCounting() {
		return false;
	}

	/** Whether nothing of the user's runs here. */
	default boolean isIdle() {
		return true;
	}

	/** Until when nothing needs to be seen of the role, or {@link #NEVER}. */
	default long restUntil() {
		return NEVER;
	}

	/** Whether standing back is over as soon as nobody else wants the role. */
	default boolean awaitsOthers() {
		return false;
	}

	/** The user wants the role. */
	default Step want(Moment moment) {
		return Step.to(with(memory().wanting(true)));
	}

	/** The user gives the role up, for a while ({@code YIELDED}) or for good. */
	default Step leave(Revocation why, Moment moment) {
		return Step.to((why == Revocation.YIELDED) ? this : with(memory().wanting(false)));
	}

	/** An answer of Consul shows the role. */
	default Step seen(Seen seen, boolean quorum, Moment moment) {
		return Step.to(this);
	}

	/** The session has begun or ended; {@link Moment#session()} has the present one. */
	default Step session(Moment moment) {
		return Step.to(this);
	}

	/** A transaction on the role was answered. */
	default Step answered(Outcome outcome, Moment moment) {
		return Step.to(this);
	}

	/** Confidence has ended. */
	default Step lost(Revocation reason, Moment moment) {
		return Step.to(this);
	}

	/** The grant callback returned. */
	default Step granted(Moment moment) {
		return Step.to(this);
	}

	/** The grant callback threw. */
	default Step grantFailed(Moment moment) {
		return Step.to(this);
	}

	/** The revoke callback returned and the work has ended. */
	default Step stopped(Moment moment) {
		return Step.to(this);
	}

	/** Answers of Consul have failed: something may have been missed. */
	default Step blinded(Moment moment) {
		return Step.to(this);
	}

	/** Nobody else wants the role. */
	default Step alone(Moment moment) {
		return Step.to(this);
	}

	/** The time named by {@link #wakeAt()} has come. */
	default Step wake(Moment moment) {
		return Step.to(this);
	}

}
