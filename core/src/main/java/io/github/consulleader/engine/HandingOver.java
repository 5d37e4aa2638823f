package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;

/**
 * The work has ended; the role is being handed over, until Consul shows that it is not
 * ours any more.
 *
 * @param memory what is remembered
 * @param held the term
 * @param why why it ends
 * @param wakeAt when to try again
 */
record HandingOver(Memory memory, OwnTerm held, Revocation why, long wakeAt) implements RoleState {

	static HandingOver of(Memory memory, OwnTerm held, Revocation why) {
		return new HandingOver(memory, held, why, NEVER);
	}

	@Override
	public HandingOver with(Memory value) {
		return new HandingOver(value, this.held, this.why, this.wakeAt);
	}

	@Override
	public Step answered(Outcome outcome, StepContext moment) {
		if (outcome instanceof Outcome.Committed) {
			return end(true, moment);
		}
		if (outcome == Outcome.Rejected.CONFLICT || outcome == Outcome.Rejected.SESSION_GONE) {
			return end(false, moment);
		}
		if (outcome instanceof Outcome.Rejected rejected) {
			long pause = (rejected == Outcome.Rejected.BUSY) ? StateTimings.BUSY_RETRY : StateTimings.REFUSED_RETRY;
			return Step.to(new HandingOver(this.memory, this.held, this.why, moment.now() + pause));
		}
		return Step.to(this, new Effect.QuorumRead());
	}

	@Override
	public Step seen(RoleSnapshot seen, boolean quorum, StepContext moment) {
		if (!seen.showsHeld(this.held.session(), this.held.token())) {
			return end(seen.showsReleased(this.held), moment);
		}
		return (this.wakeAt != NEVER) ? Step.to(this) : Step
			.to(new HandingOver(this.memory, this.held, this.why, moment.now() + StateTimings.HAND_OVER_RETRY));
	}

	@Override
	public Step wake(StepContext moment) {
		return moment.isPast(this.wakeAt)
				? Step.to(of(this.memory, this.held, this.why), new Effect.HandOver(this.held)) : Step.to(this);
	}

	@Override
	public Step session(StepContext moment) {
		return this.held.isIn(moment) ? Step.to(this) : end(false, moment);
	}

	/** Only when the engine itself has failed: tried again. */
	@Override
	public Step lost(Revocation reason, StepContext moment) {
		return Step.to(new HandingOver(this.memory, this.held, this.why, moment.now() + StateTimings.HAND_OVER_RETRY));
	}

	private Step end(boolean handedOver, StepContext moment) {
		Memory next = this.memory.after(this.why, moment.now());
		return Step.to(next.wanted() ? Waiting.blind(next) : new Inactive(next), new Effect.TermOver(handedOver),
				new Effect.QuorumRead());
	}

}
