package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;

/**
 * A take is under way.
 *
 * @param memory what is remembered
 * @param opening what it takes
 * @param session in which session
 * @param gap whether something may have been missed since: then the opening is not come
 * back to
 */
record Taking(Memory memory, Opening opening, String session, boolean gap) implements RoleState {

	/** A take on an opening that was watched without a gap. */
	Taking(Memory memory, Opening opening, String session) {
		this(memory, opening, session, false);
	}

	@Override
	public Taking with(Memory value) {
		return new Taking(value, this.opening, this.session, this.gap);
	}

	/** It may have been carried out, whatever was answered. */
	@Override
	public boolean mayHold() {
		return true;
	}

	/** It goes on: the take may be refused, and the count is not to begin anew then. */
	@Override
	public boolean isCounting() {
		return true;
	}

	@Override
	public Step blinded(Moment moment) {
		return Step.to(new Taking(this.memory, this.opening, this.session, true));
	}

	@Override
	public Step answered(Outcome outcome, Moment moment) {
		if (outcome instanceof Outcome.Committed committed) {
			return committed(committed, moment);
		}
		if (!this.memory.wanted()) {
			return Step.to(new Off(this.memory), new Effect.Look());
		}
		if (outcome instanceof Outcome.Rejected rejected && !this.gap) {
			return switch (rejected) {
				case LOCK_DELAY -> Step.to(again(Rules.LOCK_DELAY_RETRY, moment));
				case BUSY -> Step.to(again(Rules.BUSY_RETRY, moment), new Effect.Look());
				case REFUSED -> Step.to(again(Rules.REFUSED_RETRY, moment), new Effect.Look());
				case SESSION_GONE -> Step.to(again(Rules.BUSY_RETRY, moment), new Effect.SuspectSession());
				case CONFLICT -> Step.to(Slumbering.blind(this.memory), new Effect.Look());
			};
		}
		return Step.to(Slumbering.blind(this.memory), new Effect.Look());
	}

	/** Only when the engine itself has failed: what became of the take will show. */
	@Override
	public Step lost(Revocation reason, Moment moment) {
		return Step.to(this.memory.wanted() ? Slumbering.blind(this.memory) : new Off(this.memory), new Effect.Look());
	}

	private Slumbering again(long delay, Moment moment) {
		return Slumbering.refused(this.memory, this.opening, moment.now() + delay);
	}

	private Step committed(Outcome.Committed committed, Moment moment) {
		Held held = new Held(this.session, this.opening.n(), committed.token());
		Memory now = this.memory.began(committed.token());
		if (!held.isIn(moment)) {
			return Step.to(now.wanted() ? Slumbering.blind(now) : new Off(now), new Effect.Look());
		}
		if (!now.wanted()) {
			return Step.to(HandingOver.of(now, held, Revocation.WITHDRAWN), new Effect.HandOver(held));
		}
		if (!committed.inTime()) {
			return Step.to(Slumbering.blind(now), new Effect.Look());
		}
		return Step.to(new Working(now, held), new Effect.Grant(held));
	}

}
