package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;

/**
 * Holding the role, for as long as confidence lasts.
 *
 * @param memory what is remembered
 * @param held the term
 */
record Working(Memory memory, Held held) implements RoleState {

	@Override
	public Working with(Memory value) {
		return new Working(value, this.held);
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
	public Step leave(Revocation why, Moment moment) {
		Memory next = (why == Revocation.YIELDED) ? this.memory : this.memory.wanting(false);
		return giveUp(next, why, moment);
	}

	@Override
	public Step grantFailed(Moment moment) {
		return giveUp(this.memory, Revocation.GRANT_FAILED, moment);
	}

	@Override
	public Step granted(Moment moment) {
		return Step.to(with(this.memory.succeeded()));
	}

	@Override
	public Step seen(Seen seen, boolean quorum, Moment moment) {
		if (!seen.showsHeld(this.held.session(), this.held.token())) {
			return lost(Revocation.LOCK_LOST, moment);
		}
		RoleState next = with(this.memory.saw(seen));
		return quorum ? Step.to(next, new Effect.Confirm()) : Step.to(next);
	}

	@Override
	public Step session(Moment moment) {
		return this.held.isIn(moment) ? Step.to(this) : lost(Revocation.SESSION_LOST, moment);
	}

	@Override
	public Step lost(Revocation reason, Moment moment) {
		return Step.to(Revoking.of(this.memory, this.held, moment), new Effect.Revoke(reason),
				new Effect.SuspectSession());
	}

	private Step giveUp(Memory next, Revocation why, Moment moment) {
		return Step.to(Draining.of(next, this.held, why, moment), new Effect.Revoke(why));
	}

}
