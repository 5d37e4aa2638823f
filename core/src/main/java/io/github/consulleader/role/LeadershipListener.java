package io.github.consulleader.role;

/**
 * Notified when this process gains or loses a role.
 * <p>
 * Calls for one role come one at a time, in order, strictly alternating, each on a thread
 * of a shared pool that holds no lock; a slow one delays only its own role. All methods
 * of {@link Leadership} and of the election may be called from inside.
 */
public interface LeadershipListener {

	/**
	 * This process is worker now. Start the work and return. Interrupted when the term
	 * ends while it runs.
	 * @param term the term that has begun
	 * @throws Exception to give the role up: it is revoked with
	 * {@link Revocation#GRANT_FAILED}, handed over, and this process stands back for a
	 * cool-down
	 */
	void onGranted(Term term) throws Exception;

	/**
	 * This process is worker no longer. Stop what {@link #onGranted} started, and return
	 * when it has ended: a role that was given up ({@link Revocation#isVoluntary()}) is
	 * handed over after that, and no grant comes before it. Called also when
	 * {@code onGranted} threw. Interrupted when the drain grace is over or confidence
	 * ends meanwhile.
	 * @param term the term that has ended
	 * @param reason why
	 * @throws Exception is logged and counts as return
	 */
	void onRevoked(Term term, Revocation reason) throws Exception;

	/**
	 * The thread that runs {@link #onRevoked} will not come back in time: it ends the
	 * process ({@code System.exit}) or closes the election. Stop what it has left, on
	 * another thread. Called at most once for a term, before the role is handed over.
	 * Does nothing by default.
	 * @param term the term that has ended
	 * @param reason why
	 * @throws Exception is logged and counts as return
	 */
	default void onRevokeLeft(Term term, Revocation reason) throws Exception {
	}

}
