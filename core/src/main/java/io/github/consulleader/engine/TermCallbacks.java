package io.github.consulleader.engine;

import java.util.Collection;

import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's side of one role: its callbacks, one at a time and in order, and the work
 * that is running under it.
 * <p>
 * Work comes and goes without the lock. Who leaves frees its place first and looks for a
 * revocation second; a revocation is set first, and the places are looked at second: one
 * of the two sees the other and proceeds.
 * <p>
 * Callbacks run on a shared executor, never on the event loop and under no lock; nothing
 * here waits on a thread, so a simulation can run it. What happened is reported to the
 * event loop.
 */
final class TermCallbacks {

	private static final Logger logger = LoggerFactory.getLogger(TermCallbacks.class);

	private final Role role;

	private final LeadershipListener listener;

	private final CallbackSupport code;

	private final Reports reports;

	private final Guard guard = new Guard();

	private final ActiveWork running;

	private CallbackStage stage = CallbackStage.IDLE;

	private @Nullable Term term;

	private volatile @Nullable Revocation revocation;

	private boolean interrupted;

	/** Whether another thread does what the revoke callback has left. */
	private boolean left;

	private @Nullable Invocation callback;

	TermCallbacks(Role role, LeadershipListener listener, CallbackSupport code, Reports reports) {
		this.role = role;
		this.listener = listener;
		this.code = code;
		this.reports = reports;
		this.running = new ActiveWork(role, code.interruptions());
	}

	/** Begins a term: the grant callback comes soon. Event loop only. */
	void grant(Term begun) {
		this.guard.run(() -> {
			this.stage = CallbackStage.GRANT_DUE;
			this.term = begun;
			this.revocation = null;
			this.interrupted = false;
			this.left = false;
		});
		this.code.callbacks().execute(() -> runGrant(begun));
	}

	/**
	 * Ends the term. If the role was given up, work in progress may end before the revoke
	 * callback comes; if it was lost, the work is interrupted and the callback comes at
	 * once. A grant that was not delivered yet is not delivered at all; one that is under
	 * way is interrupted. Event loop only.
	 */
	void revoke(Revocation reason) {
		this.guard.run(() -> {
			this.revocation = reason;
			if (!reason.isVoluntary()) {
				this.running.interrupt();
			}
			if (this.stage == CallbackStage.GRANTING && this.callback != null) {
				this.callback.interrupt();
			}
		});
		proceed();
	}

	/**
	 * Interrupts all that still runs, and does not wait for work before the revoke
	 * callback. Event loop only.
	 */
	void interrupt() {
		this.guard.run(() -> {
			this.interrupted = true;
			this.running.interrupt();
			if (this.callback != null) {
				this.callback.interrupt();
			}
		});
		proceed();
	}

	/**
	 * Registers work of the calling thread before it looks whether it may run.
	 * @return the place, for {@link #exit}
	 */
	WorkSlot enter(Thread thread) {
		return this.running.enter(thread);
	}

	/** The same for work without a thread. Any thread. */
	WorkSlot enter(Invocation entered) {
		return this.running.enter(entered);
	}

	/** Takes work off the books. The same thread. */
	void exit(WorkSlot place) {
		this.running.exit(place);
		if (this.revocation != null) {
			proceed();
		}
	}

	/**
	 * What runs on a thread counts as ended, although it has not returned: it waits for
	 * the end of this very role, or of the process, and would wait for itself. Any
	 * thread.
	 */
	void dismiss(Thread thread) {
		this.running.dismiss(thread);
		this.guard.run(() -> {
			Invocation now = this.callback;
			if (now != null && now.isOn(thread)) {
				now.dismiss();
				this.callback = null;
				this.stage = (this.stage == CallbackStage.GRANTING) ? CallbackStage.GRANTED
						: this.left ? CallbackStage.ENDING : CallbackStage.REVOKE_LEFT;
			}
		});
		proceed();
	}

	/** Interrupts what runs on one thread. Any thread. */
	void interrupt(Thread thread) {
		this.running.interrupt(thread);
		this.guard.run(() -> {
			if (this.callback != null && this.callback.isOn(thread)) {
				this.callback.interrupt();
			}
		});
	}

	/**
	 * Adds the threads on which a callback or work of this role is running. Any thread.
	 */
	void addThreads(Collection<Thread> threads) {
		this.guard.run(() -> {
			Thread calling = (this.callback != null) ? this.callback.thread() : null;
			if (calling != null) {
				threads.add(calling);
			}
			this.running.addThreads(threads);
		});
	}

	/** Names what is still running, with its stack. */
	String describe() {
		StringBuilder text = new StringBuilder();
		this.guard.run(() -> {
			if (this.callback != null) {
				text.append(this.callback.describe());
			}
			text.append(this.running.describe());
		});
		return text.toString();
	}

	private void runGrant(Term begun) {
		Invocation me = runningHere("onGranted");
		boolean due = this.guard.test(() -> {
			if (this.revocation != null) {
				this.stage = CallbackStage.ENDING;
				return false;
			}
			this.stage = CallbackStage.GRANTING;
			this.callback = me;
			return true;
		});
		if (due) {
			@Nullable Throwable failure = UserCallback.failure(() -> this.listener.onGranted(begun));
			boolean returned = returned(me, CallbackStage.GRANTED);
			me.clear();
			if (returned) {
				this.reports.granted(begun, failure);
			}
		}
		proceed();
	}

	private void runRevoke(Term ended, Revocation reason) {
		Invocation me = runningHere("onRevoked");
		this.guard.run(() -> this.callback = me);
		@Nullable Throwable failure = UserCallback.failure(() -> this.listener.onRevoked(ended, reason));
		ended(me, failure);
	}

	/** The thread of the revoke callback was dismissed: another one does the rest. */
	private void runRest(Term ended, Revocation reason) {
		Invocation me = runningHere("onRevokeLeft");
		this.guard.run(() -> this.callback = me);
		@Nullable Throwable failure = UserCallback.failure(() -> this.listener.onRevokeLeft(ended, reason));
		ended(me, failure);
	}

	private void ended(Invocation me, @Nullable Throwable failure) {
		returned(me, CallbackStage.ENDING);
		me.clear();
		if (failure != null) {
			logger.warn("Role {}: the revoke callback failed; the term has ended all the same", this.role, failure);
		}
		proceed();
	}

	/** Whether it was not dismissed before. */
	private boolean returned(Invocation me, CallbackStage next) {
		return this.guard.test(() -> {
			if (this.callback != me) {
				return false;
			}
			this.callback = null;
			this.stage = next;
			return true;
		});
	}

	/** Does what can be done now. Whoever made it possible calls it. */
	private void proceed() {
		@Nullable Runnable next = this.guard.get(this::decide);
		if (next != null) {
			next.run();
		}
	}

	private @Nullable Runnable decide() {
		Revocation reason = this.revocation;
		Term ended = this.term;
		if (reason == null) {
			return null;
		}
		if (ended == null) {
			this.revocation = null;
			return this.reports::stopped;
		}
		boolean mayWait = reason.isVoluntary() && !this.interrupted;
		if (this.stage == CallbackStage.GRANTED && (this.running.isEmpty() || !mayWait)) {
			this.stage = CallbackStage.REVOKING;
			return () -> this.code.callbacks().execute(() -> runRevoke(ended, reason));
		}
		if (this.stage == CallbackStage.REVOKE_LEFT) {
			this.stage = CallbackStage.REVOKING;
			this.left = true;
			return () -> this.code.callbacks().execute(() -> runRest(ended, reason));
		}
		if (this.stage == CallbackStage.ENDING && this.running.isEmpty()) {
			this.stage = CallbackStage.IDLE;
			this.term = null;
			this.revocation = null;
			return this.reports::stopped;
		}
		return null;
	}

	private Invocation runningHere(String callback) {
		return new Invocation(Thread.currentThread(), callback + " of role " + this.role, this.code.interruptions());
	}

	/** What is told to the event loop. */
	interface Reports {

		void granted(Term term, @Nullable Throwable failure);

		void stopped();

	}

}
