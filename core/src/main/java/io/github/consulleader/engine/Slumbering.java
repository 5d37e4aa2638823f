package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * Waiting: somebody else holds the role, or it is free and the time to try has not come.
 *
 * @param memory what is remembered
 * @param opening the chance to take the role, or {@code null} if there is none or nobody
 * has told yet
 * @param notBefore until when a refused try is not repeated, or {@link #NEVER} if none
 * was refused
 * @param wakeAt when to try
 */
record Slumbering(Memory memory, @Nullable Opening opening, long notBefore, long wakeAt) implements RoleState {

	/** Knowing nothing: the next answer tells. */
	static Slumbering blind(Memory memory) {
		return new Slumbering(memory, null, NEVER, NEVER);
	}

	/** The try was refused: again after a while, if the opening is still the same. */
	static Slumbering refused(Memory memory, Opening opening, long notBefore) {
		return new Slumbering(memory, opening, notBefore, notBefore);
	}

	@Override
	public Slumbering with(Memory value) {
		return new Slumbering(value, this.opening, this.notBefore, this.wakeAt);
	}

	@Override
	public Step leave(Revocation why, Moment moment) {
		if (why == Revocation.YIELDED) {
			return Step.to(this);
		}
		return Step.to(new Off(this.memory.wanting(false)), new Effect.Look());
	}

	@Override
	public Step seen(Seen seen, boolean quorum, Moment moment) {
		boolean own = seen.holder() != null && seen.holder().equals(moment.session());
		Memory now = this.memory.saw(seen);
		if (seen.holder() != null && !own) {
			return Step.to(blind(now));
		}
		if (own && moment.session() != null && this.memory.isCooling(moment)) {
			return Step.to(blind(now), giveUp(this.memory, seen, moment.session()));
		}
		Opening fresh = Opening.of(seen, own, this.memory, moment);
		if (this.opening != null && this.opening.isSameAs(fresh)) {
			return new Slumbering(now, this.opening, this.notBefore, NEVER).tryWhenDue(moment);
		}
		return new Slumbering(now, fresh, NEVER, NEVER).tryWhenDue(moment);
	}

	@Override
	public Step session(Moment moment) {
		return (moment.session() != null) ? tryWhenDue(moment)
				: Step.to(new Slumbering(this.memory, this.opening, this.notBefore, NEVER));
	}

	@Override
	public Step alone(Moment moment) {
		return this.memory.coolUnlessAlone() ? with(this.memory.warm()).tryWhenDue(moment) : Step.to(this);
	}

	@Override
	public Step wake(Moment moment) {
		return moment.isPast(this.wakeAt) ? tryWhenDue(moment) : Step.to(this);
	}

	/** A write that gave up a lock that we did not want. */
	@Override
	public Step answered(Outcome outcome, Moment moment) {
		return (outcome instanceof Outcome.Rejected) ? Step.to(this) : Step.to(this, new Effect.Look());
	}

	static Effect giveUp(Memory memory, Seen seen, String session) {
		if (memory.expects(seen) && seen.term() != null && !seen.term().released()) {
			return new Effect.HandOver(new Held(session, seen.term().n(), seen.termIndex()));
		}
		return new Effect.Drop(seen.termIndex(), seen.nextNumber());
	}

	private Step tryWhenDue(Moment moment) {
		if (this.opening == null || moment.session() == null) {
			return Step.to(new Slumbering(this.memory, this.opening, this.notBefore, NEVER));
		}
		long due = this.opening.tryAt(moment.session(), this.memory, moment.rules());
		if (this.notBefore != NEVER && this.notBefore - due > 0) {
			due = this.notBefore;
		}
		if (!moment.isPast(due)) {
			return Step.to(new Slumbering(this.memory, this.opening, this.notBefore, due));
		}
		Memory trying = this.memory.trying(moment.session(), this.opening.n());
		return Step.to(new Taking(trying, this.opening, moment.session(), null),
				new Effect.Take(this.opening.termIndex(), this.opening.n(), this.opening.own(),
						this.opening.isFirst(moment.session())));
	}

}
