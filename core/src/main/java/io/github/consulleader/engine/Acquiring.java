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
record Acquiring(Memory memory, Vacancy opening, String session, boolean gap) implements RoleState {

	/** A take on an opening that was watched without a gap. */
	Acquiring(Memory memory, Vacancy opening, String session) {
		this(memory, opening, session, false);
	}

	@Override
	public Acquiring with(Memory value) {
		return new Acquiring(value, this.opening, this.session, this.gap);
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
	public Step observationLost(StepContext moment) {
		return Step.to(new Acquiring(this.memory, this.opening, this.session, true));
	}

	@Override
	public Step answered(Outcome outcome, StepContext moment) {
		if (outcome instanceof Outcome.Committed committed) {
			return committed(committed, moment);
		}
		if (!this.memory.wanted()) {
			return Step.to(new Inactive(this.memory), new Effect.QuorumRead());
		}
		if (outcome instanceof Outcome.Rejected rejected && !this.gap) {
			return switch (rejected) {
				case LOCK_DELAY -> Step.to(retryLater(StateTimings.LOCK_DELAY_RETRY, moment));
				case BUSY -> Step.to(retryLater(StateTimings.BUSY_RETRY, moment), new Effect.QuorumRead());
				case REFUSED -> Step.to(retryLater(StateTimings.REFUSED_RETRY, moment), new Effect.QuorumRead());
				case SESSION_GONE -> Step.to(retryLater(StateTimings.BUSY_RETRY, moment), new Effect.SuspectSession());
				case CONFLICT -> Step.to(Waiting.blind(this.memory), new Effect.QuorumRead());
			};
		}
		return Step.to(Waiting.blind(this.memory), new Effect.QuorumRead());
	}

	/** Only when the engine itself has failed: what became of the take will show. */
	@Override
	public Step lost(Revocation reason, StepContext moment) {
		return Step.to(this.memory.wanted() ? Waiting.blind(this.memory) : new Inactive(this.memory),
				new Effect.QuorumRead());
	}

	private Waiting retryLater(long delay, StepContext moment) {
		return Waiting.refused(this.memory, this.opening, moment.now() + delay);
	}

	private Step committed(Outcome.Committed committed, StepContext moment) {
		OwnTerm held = new OwnTerm(this.session, this.opening.n(), committed.token());
		Memory now = this.memory.began(committed.token());
		if (!held.isIn(moment)) {
			return Step.to(now.wanted() ? Waiting.blind(now) : new Inactive(now), new Effect.QuorumRead());
		}
		if (!now.wanted()) {
			return Step.to(HandingOver.of(now, held, Revocation.WITHDRAWN), new Effect.HandOver(held));
		}
		if (!committed.inTime()) {
			return Step.to(Waiting.blind(now), new Effect.QuorumRead());
		}
		return Step.to(new Leading(now, held), new Effect.Grant(held));
	}

}
