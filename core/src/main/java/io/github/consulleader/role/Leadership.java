package io.github.consulleader.role;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A process's handle on one role. Safe for use by any thread; nothing here blocks but
 * {@link #runIfLeader}, for as long as the work takes.
 */
public interface Leadership {

	/**
	 * Returns the role.
	 * @return the role
	 */
	Role role();

	/**
	 * Whether this process may believe to be the worker at this very moment. Arithmetic
	 * on two clocks, never a flag: a thread that was paused for a minute gets
	 * {@code false}. The answer may be outdated as soon as it is given; where that
	 * matters, let the resource check {@link Term#token()}.
	 * @return whether it is
	 */
	boolean isLeader();

	/**
	 * Returns the term in which this process is worker.
	 * @return the term, or empty if {@link #isLeader()} is {@code false}
	 */
	Optional<Term> term();

	/**
	 * Runs work on the calling thread if this process is worker, and not at all
	 * otherwise. The work is registered before leadership is looked at, so none slips
	 * past a revoke: when the role is given up it drains, when it is lost the thread is
	 * interrupted, and no other process is granted a role that is handed over before it
	 * has ended.
	 * @param work what to run
	 * @param <E> what it throws
	 * @return whether it was run
	 * @throws E what the work throws
	 */
	@SuppressWarnings("overloads") // a lambda is never ambiguous: it is a LeaderTask
	<E extends Exception> boolean runIfLeader(LeaderWork<E> work) throws E;

	/**
	 * Runs a lambda on the calling thread if this process is worker, as
	 * {@link #runIfLeader(LeaderWork)} does. Java and Kotlin choose this method for a
	 * lambda. What it throws reaches the caller unchanged, and undeclared if it is a
	 * checked exception: who wants to catch one passes a {@link LeaderWork} that names
	 * it.
	 * @param task what to run
	 * @return whether it was run
	 */
	@SuppressWarnings({ "overloads", "unchecked" }) // what is thrown is not looked at
	default boolean runIfLeader(LeaderTask task) {
		LeaderWork<?> work = task;
		return runIfLeader((LeaderWork<RuntimeException>) work);
	}

	/**
	 * Hands the role over and stands back for a cool-down (5 s, over at once if no other
	 * process wants the role). Does nothing if this process is not worker.
	 * @return completes when the role was handed over or lost on the way, and says which,
	 * and whether anybody wants it
	 */
	CompletableFuture<HandOver> yieldRole();

	/**
	 * Hands the role over as {@link #yieldRole} does, to a named process: it is first in
	 * line, and the others stand back for a moment. Should it have gone meanwhile, the
	 * next in line takes the role. Does nothing if this process is not worker or no such
	 * process wants the role.
	 * @param instance display identity of the other process
	 * @return completes when the role was handed over or lost on the way, or at once when
	 * nothing is done, and says which
	 */
	CompletableFuture<HandOver> handOverTo(String instance);

	/**
	 * Takes no part in the role until {@link #resume}: if it is held, its work drains and
	 * it is handed over, with {@link Revocation#PAUSED} as reason. Listeners stay, as do
	 * all other roles; the pause outlasts a stop and a start of the election, not the
	 * process. Does nothing if it is paused already.
	 * @return completes when nothing of the role is left in this process, or it was
	 * resumed before
	 */
	CompletableFuture<Void> pause();

	/** Takes part in the role again after {@link #pause}. Returns at once. */
	void resume();

	/**
	 * Returns what is known of the role, for people and dash-boards.
	 * @return a consistent picture
	 */
	RoleStatus status();

}
