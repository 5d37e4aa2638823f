package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;

/**
 * Confidence has ended and the work was interrupted; nothing new begins here before it
 * has stopped.
 *
 * @param memory what is remembered
 * @param held the term that has ended
 * @param phase how far stopping has come
 * @param wakeAt when the work counts as stuck
 */
record Revoking(Memory memory, OwnTerm held, StopPhase phase, long wakeAt) implements RoleState {

	static Revoking of(Memory memory, OwnTerm held, StepContext moment) {
		return new Revoking(memory, held, StopPhase.INTERRUPTED, moment.now() + StateTimings.STUCK_AFTER);
	}

	/** The role was let go although its work would not end. */
	static Revoking released(Memory memory, OwnTerm held) {
		return new Revoking(memory, held, StopPhase.STUCK, NEVER);
	}

	@Override
	public Revoking with(Memory value) {
		return new Revoking(value, this.held, this.phase, this.wakeAt);
	}

	@Override
	public boolean isIdle() {
		return false;
	}

	@Override
	public Step stopped(StepContext moment) {
		if (this.memory.wanted()) {
			return Step.to(Waiting.blind(this.memory), new Effect.TermOver(false), new Effect.QuorumRead());
		}
		if (!this.held.isIn(moment)) {
			return Step.to(new Inactive(this.memory), new Effect.TermOver(false), new Effect.QuorumRead());
		}
		return Step.to(HandingOver.of(this.memory, this.held, Revocation.WITHDRAWN), new Effect.QuorumRead());
	}

	@Override
	public Step wake(StepContext moment) {
		if (!moment.isPast(this.wakeAt)) {
			return Step.to(this);
		}
		Revoking stuck = released(this.memory, this.held);
		return switch (moment.rules().whenStuck()) {
			case HOLD -> Step.to(stuck, new Effect.Stuck());
			case RELEASE -> Step.to(stuck, new Effect.Stuck(), new Effect.HandOver(this.held));
			case EXIT -> Step.to(stuck, new Effect.Stuck(), new Effect.Exit());
		};
	}

}
