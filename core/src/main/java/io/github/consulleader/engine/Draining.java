package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;

/**
 * Giving the role up: running work may end under the same confidence, then the role is
 * handed over.
 *
 * @param memory what is remembered
 * @param held the term
 * @param why why it is given up
 * @param phase how far stopping has come
 * @param wakeAt when the next phase begins
 */
record Draining(Memory memory, OwnTerm held, Revocation why, StopPhase phase, long wakeAt) implements RoleState {

	static Draining of(Memory memory, OwnTerm held, Revocation why, StepContext moment) {
		return new Draining(memory, held, why, StopPhase.GRACE, moment.now() + moment.rules().drainGrace());
	}

	@Override
	public Draining with(Memory value) {
		return new Draining(value, this.held, this.why, this.phase, this.wakeAt);
	}

	@Override
	public boolean isHolding() {
		return true;
	}

	@Override
	public boolean isIdle() {
		return false;
	}

	@Override
	public Step seen(RoleSnapshot seen, boolean quorum, StepContext moment) {
		if (!seen.showsHeld(this.held.session(), this.held.token())) {
			return lost(Revocation.LOCK_LOST, moment);
		}
		Draining next = with(this.memory.saw(seen));
		return quorum ? Step.to(next, new Effect.Confirm()) : Step.to(next);
	}

	@Override
	public Step session(StepContext moment) {
		return this.held.isIn(moment) ? Step.to(this) : lost(Revocation.SESSION_LOST, moment);
	}

	@Override
	public Step lost(Revocation reason, StepContext moment) {
		return Step.to(Revoking.of(this.memory.after(this.why, moment.now()), this.held, moment),
				new Effect.Interrupt(), new Effect.SuspectSession());
	}

	@Override
	public Step stopped(StepContext moment) {
		return Step.to(HandingOver.of(this.memory, this.held, this.why), new Effect.HandOver(this.held));
	}

	@Override
	public Step wake(StepContext moment) {
		if (!moment.isPast(this.wakeAt)) {
			return Step.to(this);
		}
		if (this.phase == StopPhase.GRACE) {
			return Step.to(new Draining(this.memory, this.held, this.why, StopPhase.INTERRUPTED,
					moment.now() + StateTimings.STUCK_AFTER), new Effect.Interrupt());
		}
		RoleState stuck = new Draining(this.memory, this.held, this.why, StopPhase.STUCK, NEVER);
		return switch (moment.rules().whenStuck()) {
			case HOLD -> Step.to(stuck, new Effect.Stuck());
			case EXIT -> Step.to(stuck, new Effect.Stuck(), new Effect.Exit());
			case RELEASE -> Step.to(Revoking.released(this.memory.after(this.why, moment.now()), this.held),
					new Effect.Stuck(), new Effect.HandOver(this.held));
		};
	}

}
