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
record HandingOver(Memory memory, Held held, Revocation why, long wakeAt) implements RoleState {

	static HandingOver of(Memory memory, Held held, Revocation why) {
		return new HandingOver(memory, held, why, NEVER);
	}

	@Override
	public HandingOver with(Memory value) {
		return new HandingOver(value, this.held, this.why, this.wakeAt);
	}

	@Override
	public Step answered(Outcome outcome, Moment moment) {
		if (outcome instanceof Outcome.Committed) {
			return end(true, moment);
		}
		if (outcome == Outcome.Rejected.CONFLICT || outcome == Outcome.Rejected.SESSION_GONE) {
			return end(false, moment);
		}
		if (outcome instanceof Outcome.Rejected rejected) {
			long pause = (rejected == Outcome.Rejected.BUSY) ? Rules.BUSY_RETRY : Rules.REFUSED_RETRY;
			return Step.to(new HandingOver(this.memory, this.held, this.why, moment.now() + pause));
		}
		return Step.to(this, new Effect.Look());
	}

	@Override
	public Step seen(Seen seen, boolean quorum, Moment moment) {
		if (!seen.showsHeld(this.held.session(), this.held.token())) {
			return end(seen.showsReleased(this.held), moment);
		}
		return (this.wakeAt != NEVER) ? Step.to(this)
				: Step.to(new HandingOver(this.memory, this.held, this.why, moment.now() + Rules.HAND_OVER_RETRY));
	}

	@Override
	public Step wake(Moment moment) {
		return moment.isPast(this.wakeAt)
				? Step.to(of(this.memory, this.held, this.why), new Effect.HandOver(this.held)) : Step.to(this);
	}

	@Override
	public Step session(Moment moment) {
		return this.held.isIn(moment) ? Step.to(this) : end(false, moment);
	}

	/** Only when the engine itself has failed: tried again. */
	@Override
	public Step lost(Revocation reason, Moment moment) {
		return Step.to(new HandingOver(this.memory, this.held, this.why, moment.now() + Rules.HAND_OVER_RETRY));
	}

	private Step end(boolean handedOver, Moment moment) {
		Memory next = this.memory.after(this.why, moment.now());
		return Step.to(next.wanted() ? Slumbering.blind(next) : new Off(next), new Effect.Settled(handedOver),
				new Effect.Look());
	}

}
