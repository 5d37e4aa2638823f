package io.github.consulleader.engine;

/**
 * Not taking part. A lock that our session holds all the same (a late write, a restored
 * snapshot) is given up.
 *
 * @param memory what is remembered
 */
record Off(Memory memory) implements RoleState {

	@Override
	public Off with(Memory value) {
		return new Off(value);
	}

	@Override
	public Step want(Moment moment) {
		return Step.to(Slumbering.blind(this.memory.wanting(true)), new Effect.Look());
	}

	@Override
	public Step seen(Seen seen, boolean quorum, Moment moment) {
		if (moment.session() == null || !moment.session().equals(seen.holder())) {
			return Step.to(this);
		}
		return Step.to(this, Effect.Drop.of(seen));
	}

	@Override
	public Step answered(Outcome outcome, Moment moment) {
		return (outcome instanceof Outcome.Rejected) ? Step.to(this) : Step.to(this, new Effect.Look());
	}

}
