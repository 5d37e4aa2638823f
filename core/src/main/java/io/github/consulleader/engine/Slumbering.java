package io.github.consulleader.engine;

import io.github.consulleader.role.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * Waiting: somebody else holds the role, or it is free and the time to try has not come.
 *
 * @param memory what is remembered
 * @param opening the chance to take the role, or {@code null} if there is none or nobody
 * has told yet
 * @param hearsay one that a watch has shown and no quorum yet, or {@code null}
 * @param notBefore until when a refused try is not repeated, or {@link #NEVER} if none
 * was refused
 * @param wakeAt when to try, or to look where there is no opening
 * @param restUntil until when others are to try and nothing needs to be seen, or
 * {@link #NEVER}
 */
record Slumbering(Memory memory, @Nullable Opening opening, @Nullable Opening hearsay, long notBefore, long wakeAt,
		long restUntil) implements RoleState {

	Slumbering(Memory memory, @Nullable Opening opening, long notBefore, long wakeAt) {
		this(memory, opening, null, notBefore, wakeAt, NEVER);
	}

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
		return new Slumbering(value, this.opening, this.hearsay, this.notBefore, this.wakeAt, this.restUntil);
	}

	@Override
	public boolean isCounting() {
		return this.opening != null;
	}

	@Override
	public boolean awaitsOthers() {
		return this.memory.coolUnlessAlone();
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
			return Step.to(blind(now), Effect.Drop.of(seen));
		}
		if (seen.termIndex() == 0 && !own) {
			return Step.to(blind(now), new Effect.Found());
		}
		Opening fresh = Opening.of(seen, own, this.memory, moment);
		boolean same = this.opening != null && this.opening.isSameAs(fresh);
		if (!same && !quorum && fresh.isCounted(moment)) {
			return fresh.isForOthers(moment) ? Step.to(leavingItToOthers(now, fresh, moment))
					: Step.to(hearing(now, fresh), new Effect.Look());
		}
		boolean gap = quorum && !moment.watchful() && fresh.isCounted(moment);
		return new Slumbering(now, (same && !gap) ? this.opening : fresh.heardBefore(this.hearsay),
				same ? this.notBefore : NEVER, NEVER)
			.tryWhenDue(moment);
	}

	@Override
	public Step session(Moment moment) {
		return tryWhenDue(moment);
	}

	/** Who cannot see does not count: the opening must be seen anew. */
	@Override
	public Step blinded(Moment moment) {
		return Step.to(blind(this.memory));
	}

	@Override
	public Step alone(Moment moment) {
		return this.memory.coolUnlessAlone() ? with(this.memory.warm()).tryWhenDue(moment) : Step.to(this);
	}

	@Override
	public Step wake(Moment moment) {
		if (!moment.isPast(this.wakeAt)) {
			return Step.to(this);
		}
		return (this.opening != null) ? tryWhenDue(moment) : Step.to(blind(this.memory), new Effect.Look());
	}

	/** A write that gave up a lock that we did not want. */
	@Override
	public Step answered(Outcome outcome, Moment moment) {
		if (outcome instanceof Outcome.Rejected && outcome != Outcome.Rejected.CONFLICT) {
			return Step.to(new Slumbering(this.memory, null, NEVER, moment.now() + Rules.REFUSED_RETRY));
		}
		return Step.to(this, new Effect.Look());
	}

	/**
	 * A quorum is to say whether it is so; what comes from the past is not remembered.
	 */
	private Slumbering hearing(Memory now, Opening fresh) {
		return (fresh.termIndex() < now.highestIndex()) ? blind(now)
				: new Slumbering(now, null, fresh.heardBefore(this.hearsay), NEVER, NEVER, NEVER);
	}

	/**
	 * Others are named: to look, and to count, later. Seeing the same again puts it off
	 * no further.
	 */
	private Slumbering leavingItToOthers(Memory now, Opening left, Moment moment) {
		long until = moment.now() + left.headStart(moment.rules());
		if (this.opening == null && this.wakeAt != NEVER && this.wakeAt - until < 0) {
			return new Slumbering(now, null, null, NEVER, this.wakeAt, this.restUntil);
		}
		long rest = left.allowsRest() ? moment.now() + left.rest(moment.rules()) : NEVER;
		return new Slumbering(now, null, null, NEVER, until, rest);
	}

	private Step tryWhenDue(Moment moment) {
		if (this.opening == null) {
			return Step.to(this);
		}
		if (moment.session() == null) {
			return Step.to(new Slumbering(this.memory, this.opening, this.notBefore, NEVER));
		}
		long due = this.opening.tryAt(moment.session(), this.memory, moment);
		if (this.notBefore != NEVER && this.notBefore - due > 0) {
			due = this.notBefore;
		}
		if (!moment.isPast(due)) {
			return Step.to(new Slumbering(this.memory, this.opening, this.notBefore, due));
		}
		if (this.opening.isCounted(moment) && !moment.watchful()) {
			return Step.to(blind(this.memory), new Effect.Look());
		}
		return Step.to(new Taking(this.memory, this.opening, moment.session()),
				new Effect.Take(this.opening.termIndex(), this.opening.n(), this.opening.own(),
						this.opening.isFirst(moment.session())));
	}

}
