package io.github.consulleader.engine;

import java.time.Instant;
import java.util.Objects;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.RoleStatus.State;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * What people may know of a role: written by the event loop, read by any thread.
 */
final class StatusBoard {

	private final RoleContext around;

	private volatile RoleStatus shown;

	StatusBoard(Role role, RoleContext around) {
		this.around = around;
		this.shown = new RoleStatus(role, State.OFF, now(), null, null, null, null);
	}

	/** The picture, with what may have changed since the event loop looked last. */
	RoleStatus read(@Nullable ConfirmedTerm belief) {
		RoleStatus status = this.shown;
		if (status.state() == State.WORKER && (belief == null || !belief.confidence().holds())) {
			return with(status, State.STOPPING, status.since());
		}
		return status;
	}

	void state(RoleState state) {
		State is = name(state);
		RoleStatus was = this.shown;
		if (is != was.state()) {
			this.shown = with(was, is, now());
		}
		if (is == State.OFF || is == State.SLUMBERER || is == State.UNKNOWN) {
			RoleStatus late = this.shown;
			this.shown = new RoleStatus(late.role(), late.state(), late.since(), null, late.worker(),
					late.lastRevocation(), late.problem());
		}
	}

	void seen(RoleSnapshot seen) {
		RoleStatus was = this.shown;
		RoleStatus.Worker worker = worker(seen);
		if (Objects.equals(worker, was.worker())) {
			return;
		}
		this.shown = new RoleStatus(was.role(), was.state(), was.since(), was.term(), worker, was.lastRevocation(),
				was.problem());
	}

	void granted(Term term) {
		RoleStatus was = this.shown;
		RoleStatus.Worker worker = new RoleStatus.Worker(term.instance(), this.around.candidate().address(),
				term.since(), term.number(), term.token());
		this.shown = new RoleStatus(was.role(), was.state(), was.since(), term, worker, was.lastRevocation(), null);
	}

	void revoked(Revocation reason) {
		RoleStatus was = this.shown;
		this.shown = new RoleStatus(was.role(), was.state(), was.since(), was.term(), was.worker(), reason,
				was.problem());
	}

	void problem(@Nullable String text) {
		RoleStatus was = this.shown;
		this.shown = new RoleStatus(was.role(), was.state(), was.since(), was.term(), was.worker(),
				was.lastRevocation(), text);
	}

	private static RoleStatus.@Nullable Worker worker(RoleSnapshot seen) {
		LockValue lock = seen.lock();
		if (seen.holder() == null) {
			return null;
		}
		if (lock == null) {
			return new RoleStatus.Worker("session " + seen.holder(), null, null, 0, seen.termIndex());
		}
		long number = (seen.term() != null) ? seen.term().n() : 0;
		return new RoleStatus.Worker(lock.instance(), lock.address(), Instant.ofEpochMilli(lock.since()), number,
				seen.termIndex());
	}

	private State name(RoleState state) {
		if (state instanceof Inactive) {
			return State.OFF;
		}
		if (state instanceof Leading) {
			return State.WORKER;
		}
		if (state instanceof Waiting || state instanceof Acquiring) {
			return this.around.isInformed() ? State.SLUMBERER : State.UNKNOWN;
		}
		boolean stuck = (state instanceof Draining draining && draining.phase() == StopPhase.STUCK)
				|| (state instanceof Revoking revoking && revoking.phase() == StopPhase.STUCK);
		return stuck ? State.STUCK : State.STOPPING;
	}

	private static RoleStatus with(RoleStatus status, State state, Instant since) {
		return new RoleStatus(status.role(), state, since, status.term(), status.worker(), status.lastRevocation(),
				status.problem());
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.around.loop().ticker().wallMillis());
	}

}
