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
sealed interface RoleState permits Inactive, Waiting, Acquiring, Leading, Draining, HandingOver, Revoking {

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
	default Step want(StepContext moment) {
		return Step.to(with(memory().wanting(true)));
	}

	/** The user gives the role up, for a while ({@code YIELDED}) or for good. */
	default Step leave(Revocation why, StepContext moment) {
		return Step.to((why == Revocation.YIELDED) ? this : with(memory().wanting(false)));
	}

	/** An answer of Consul shows the role. */
	default Step seen(RoleSnapshot seen, boolean quorum, StepContext moment) {
		return Step.to(this);
	}

	/**
	 * The session has begun or ended; {@link StepContext#session()} has the present one.
	 */
	default Step session(StepContext moment) {
		return Step.to(this);
	}

	/** A transaction on the role was answered. */
	default Step answered(Outcome outcome, StepContext moment) {
		return Step.to(this);
	}

	/** Confidence has ended. */
	default Step lost(Revocation reason, StepContext moment) {
		return Step.to(this);
	}

	/** The grant callback returned. */
	default Step granted(StepContext moment) {
		return Step.to(this);
	}

	/** The grant callback threw. */
	default Step grantFailed(StepContext moment) {
		return Step.to(this);
	}

	/** The revoke callback returned and the work has ended. */
	default Step stopped(StepContext moment) {
		return Step.to(this);
	}

	/** Answers of Consul have failed: something may have been missed. */
	default Step observationLost(StepContext moment) {
		return Step.to(this);
	}

	/** Nobody else wants the role. */
	default Step noRivals(StepContext moment) {
		return Step.to(this);
	}

	/** The time named by {@link #wakeAt()} has come. */
	default Step wake(StepContext moment) {
		return Step.to(this);
	}

}
