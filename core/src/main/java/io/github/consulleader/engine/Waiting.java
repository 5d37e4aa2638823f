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
record Waiting(Memory memory, @Nullable Vacancy opening, @Nullable Vacancy hearsay, long notBefore, long wakeAt,
		long restUntil) implements RoleState {

	Waiting(Memory memory, @Nullable Vacancy opening, long notBefore, long wakeAt) {
		this(memory, opening, null, notBefore, wakeAt, NEVER);
	}

	/** Knowing nothing: the next answer tells. */
	static Waiting blind(Memory memory) {
		return new Waiting(memory, null, NEVER, NEVER);
	}

	/** The try was refused: again after a while, if the opening is still the same. */
	static Waiting refused(Memory memory, Vacancy opening, long notBefore) {
		return new Waiting(memory, opening, notBefore, notBefore);
	}

	@Override
	public Waiting with(Memory value) {
		return new Waiting(value, this.opening, this.hearsay, this.notBefore, this.wakeAt, this.restUntil);
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
	public Step leave(Revocation why, StepContext moment) {
		if (why == Revocation.YIELDED) {
			return Step.to(this);
		}
		return Step.to(new Inactive(this.memory.wanting(false)), new Effect.QuorumRead());
	}

	@Override
	public Step seen(RoleSnapshot seen, boolean quorum, StepContext moment) {
		boolean own = seen.holder() != null && seen.holder().equals(moment.session());
		Memory now = this.memory.saw(seen);
		if (seen.holder() != null && !own) {
			return Step.to(blind(now));
		}
		if (own && moment.session() != null && this.memory.isCooling(moment)) {
			return Step.to(blind(now), Effect.ReleaseStray.of(seen));
		}
		if (seen.termIndex() == 0 && !own) {
			return Step.to(blind(now), new Effect.CreateRecord());
		}
		Vacancy fresh = Vacancy.of(seen, own, this.memory, moment);
		boolean same = this.opening != null && this.opening.isSameAs(fresh);
		if (!same && !quorum && fresh.isCounted(moment)) {
			return fresh.isForOthers(moment) ? Step.to(leavingItToOthers(now, fresh, moment))
					: Step.to(hearing(now, fresh), new Effect.QuorumRead());
		}
		boolean gap = quorum && !moment.watchful() && fresh.isCounted(moment);
		return new Waiting(now, (same && !gap) ? this.opening : fresh.heardBefore(this.hearsay),
				same ? this.notBefore : NEVER, NEVER)
			.tryWhenDue(moment);
	}

	@Override
	public Step session(StepContext moment) {
		return tryWhenDue(moment);
	}

	/** A gap in observation resets the count. */
	@Override
	public Step observationLost(StepContext moment) {
		return Step.to(blind(this.memory));
	}

	@Override
	public Step noRivals(StepContext moment) {
		return this.memory.coolUnlessAlone() ? with(this.memory.warm()).tryWhenDue(moment) : Step.to(this);
	}

	@Override
	public Step wake(StepContext moment) {
		if (!moment.isPast(this.wakeAt)) {
			return Step.to(this);
		}
		return (this.opening != null) ? tryWhenDue(moment) : Step.to(blind(this.memory), new Effect.QuorumRead());
	}

	/** A write that gave up a lock that we did not want. */
	@Override
	public Step answered(Outcome outcome, StepContext moment) {
		if (outcome instanceof Outcome.Rejected && outcome != Outcome.Rejected.CONFLICT) {
			return Step.to(new Waiting(this.memory, null, NEVER, moment.now() + StateTimings.REFUSED_RETRY));
		}
		return Step.to(this, new Effect.QuorumRead());
	}

	/**
	 * Needs confirmation by a quorum; ignored if its index is older than one already
	 * seen.
	 */
	private Waiting hearing(Memory now, Vacancy fresh) {
		return (fresh.termIndex() < now.highestIndex()) ? blind(now)
				: new Waiting(now, null, fresh.heardBefore(this.hearsay), NEVER, NEVER, NEVER);
	}

	/**
	 * Others are named: to look, and to count, later. Seeing the same again puts it off
	 * no further.
	 */
	private Waiting leavingItToOthers(Memory now, Vacancy left, StepContext moment) {
		long until = moment.now() + left.headStart(moment.rules());
		if (this.opening == null && this.wakeAt != NEVER && this.wakeAt - until < 0) {
			return new Waiting(now, null, null, NEVER, this.wakeAt, this.restUntil);
		}
		long rest = left.allowsRest() ? moment.now() + left.rest(moment.rules()) : NEVER;
		return new Waiting(now, null, null, NEVER, until, rest);
	}

	private Step tryWhenDue(StepContext moment) {
		if (this.opening == null) {
			return Step.to(this);
		}
		if (moment.session() == null) {
			return Step.to(new Waiting(this.memory, this.opening, this.notBefore, NEVER));
		}
		long due = this.opening.tryAt(moment.session(), this.memory, moment);
		if (this.notBefore != NEVER && this.notBefore - due > 0) {
			due = this.notBefore;
		}
		if (!moment.isPast(due)) {
			return Step.to(new Waiting(this.memory, this.opening, this.notBefore, due));
		}
		if (this.opening.isCounted(moment) && !moment.watchful()) {
			return Step.to(blind(this.memory), new Effect.QuorumRead());
		}
		return Step.to(new Acquiring(this.memory, this.opening, moment.session()),
				new Effect.Take(this.opening.termIndex(), this.opening.n(), this.opening.own(),
						this.opening.isFirst(moment.session())));
	}

}
