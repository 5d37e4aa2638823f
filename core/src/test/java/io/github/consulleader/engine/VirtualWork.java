package io.github.consulleader.engine;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * Work of a user that takes virtual time: it is begun and ended as
 * {@link Leadership#runIfLeader} does it, but without a thread that stands in between.
 */
public final class VirtualWork {

	private final LeadershipHandle view;

	private final WorkSlot place;

	private final Term term;

	private VirtualWork(LeadershipHandle view, WorkSlot place, Term term) {
		this.view = view;
		this.place = place;
		this.term = term;
	}

	/**
	 * Begins work if the process is worker.
	 * @param leadership the role
	 * @param interrupter called when the work is to end
	 * @return the work, or {@code null} if it must not begin
	 */
	public static @Nullable VirtualWork begin(Leadership leadership, Runnable interrupter) {
		if (!leadership.isLeader() || !(leadership instanceof LeadershipHandle view)) {
			return null;
		}
		Invocation running = new Invocation(interrupter, "work of role " + leadership.role());
		WorkSlot place = view.enter(running);
		Term term = view.confirmedTerm();
		if (term == null) {
			view.exit(place);
			return null;
		}
		return new VirtualWork(view, place, term);
	}

	/**
	 * Returns the term that it was begun in.
	 * @return the term
	 */
	public Term term() {
		return this.term;
	}

	/** Ends it. */
	public void end() {
		this.view.exit(this.place);
	}

}
