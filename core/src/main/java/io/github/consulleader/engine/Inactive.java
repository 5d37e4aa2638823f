package io.github.consulleader.engine;

/**
 * Not taking part. A lock that our session holds all the same (a late write, a restored
 * snapshot) is given up.
 *
 * @param memory what is remembered
 */
record Inactive(Memory memory) implements RoleState {

	@Override
	public Inactive with(Memory value) {
		return new Inactive(value);
	}

	@Override
	public Step want(StepContext moment) {
		return Step.to(Waiting.blind(this.memory.wanting(true)), new Effect.QuorumRead());
	}

	@Override
	public Step seen(RoleSnapshot seen, boolean quorum, StepContext moment) {
		if (moment.session() == null || !moment.session().equals(seen.holder())) {
			return Step.to(this);
		}
		return Step.to(this, Effect.ReleaseStray.of(seen));
	}

	@Override
	public Step answered(Outcome outcome, StepContext moment) {
		return (outcome instanceof Outcome.Rejected) ? Step.to(this) : Step.to(this, new Effect.QuorumRead());
	}

}
