package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * A take is under way.
 *
 * @param memory what is remembered
 * @param opening what it takes
 * @param session in which session
 * @param leaving why the role is not wanted any more, or {@code null}
 */
record Taking(Memory memory, Opening opening, String session, @Nullable Revocation leaving) implements RoleState {

	@Override
	public Taking with(Memory value) {
		return new Taking(value, this.opening, this.session, this.leaving);
	}

	@Override
	public Step want(Moment moment) {
		return Step.to(new Taking(this.memory.wanting(true), this.opening, this.session, null));
	}

	@Override
	public Step leave(Revocation why, Moment moment) {
		return (why == Revocation.YIELDED) ? Step.to(this)
				: Step.to(new Taking(this.memory.wanting(false), this.opening, this.session, why));
	}

	@Override
	public Step answered(Outcome outcome, Moment moment) {
		if (outcome instanceof Outcome.Committed committed) {
			return committed(committed, moment);
		}
		if (!this.memory.wanted()) {
			return Step.to(new Off(this.memory), new Effect.Look());
		}
		if (outcome instanceof Outcome.Rejected rejected) {
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
		if (!held.isIn(moment)) {
			RoleState next = this.memory.wanted() ? Slumbering.blind(this.memory) : new Off(this.memory);
			return Step.to(next, new Effect.Look());
		}
		if (!this.memory.wanted()) {
			Revocation why = (this.leaving != null) ? this.leaving : Revocation.WITHDRAWN;
			return Step.to(HandingOver.of(this.memory, held, why), new Effect.HandOver(held));
		}
		if (!committed.inTime()) {
			return Step.to(Slumbering.blind(this.memory), new Effect.Look());
		}
		return Step.to(new Working(this.memory, held), new Effect.Grant(held));
	}

}
