package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;

/**
 * Holding the role, for as long as confidence lasts.
 *
 * @param memory what is remembered
 * @param held the term
 */
record Leading(Memory memory, OwnTerm held) implements RoleState {

	@Override
	public Leading with(Memory value) {
		return new Leading(value, this.held);
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
	public Step leave(Revocation why, StepContext moment) {
		Memory next = (why == Revocation.YIELDED) ? this.memory : this.memory.wanting(false);
		return giveUp(next, why, moment);
	}

	@Override
	public Step grantFailed(StepContext moment) {
		return giveUp(this.memory, Revocation.GRANT_FAILED, moment);
	}

	@Override
	public Step granted(StepContext moment) {
		return Step.to(with(this.memory.succeeded()));
	}

	@Override
	public Step seen(RoleSnapshot seen, boolean quorum, StepContext moment) {
		if (!seen.showsHeld(this.held.session(), this.held.token())) {
			return lost(Revocation.LOCK_LOST, moment);
		}
		RoleState next = with(this.memory.saw(seen));
		return quorum ? Step.to(next, new Effect.Confirm()) : Step.to(next);
	}

	@Override
	public Step session(StepContext moment) {
		return this.held.isIn(moment) ? Step.to(this) : lost(Revocation.SESSION_LOST, moment);
	}

	@Override
	public Step lost(Revocation reason, StepContext moment) {
		return Step.to(Revoking.of(this.memory, this.held, moment), new Effect.Revoke(reason),
				new Effect.SuspectSession());
	}

	private Step giveUp(Memory next, Revocation why, StepContext moment) {
		return Step.to(Draining.of(next, this.held, why, moment), new Effect.Revoke(why));
	}

}
