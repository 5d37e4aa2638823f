package io.github.consulleader.engine;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * Work of a user that takes virtual time: it is begun and ended as
 * {@link Leadership#runIfLeader} does it, but without a thread that stands in between.
 */
public final class VirtualWork {

	private final RoleView view;

	private final Place place;

	private final Term term;

	private VirtualWork(RoleView view, Place place, Term term) {
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
		if (!leadership.isLeader() || !(leadership instanceof RoleView view)) {
			return null;
		}
		Running running = new Running(interrupter, "work of role " + leadership.role());
		Place place = view.enter(running);
		Term term = view.believed();
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
