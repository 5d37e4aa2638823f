package io.github.consulleader.spring.election;

import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * The term of the run that the calling thread is inside of. A thread that has been inside
 * one keeps an empty cell, so that its next run allocates nothing.
 */
final class CurrentTerm {

	private final ThreadLocal<Cell> cells = ThreadLocal.withInitial(() -> new Cell(Thread.currentThread()));

	/**
	 * The cell of the first thread that asks, while it lives, which is quicker to find:
	 * most jobs have only one. A race does no harm, since the thread of a cell is final.
	 */
	private @Nullable Cell home;

	@Nullable Term get() {
		return cell().term;
	}

	private Cell cell() {
		Cell known = this.home;
		return (known != null && known.thread == Thread.currentThread()) ? known : cellElsewhere(known);
	}

	private Cell cellElsewhere(@Nullable Cell known) {
		Cell cell = this.cells.get();
		if (known == null || !known.thread.isAlive()) {
			this.home = cell;
		}
		return cell;
	}

	/**
	 * The calling thread is inside a term from now on.
	 * @return for {@link #leave}
	 */
	@Nullable Term enter(Term term) {
		Cell cell = cell();
		Term outer = cell.term;
		cell.term = term;
		return outer;
	}

	void leave(@Nullable Term outer) {
		cell().term = outer;
	}

	/** Runs a job inside a term. */
	void during(Term term, Runnable job) {
		Cell cell = cell();
		Term outer = cell.term;
		cell.term = term;
		try {
			job.run();
		}
		finally {
			cell.term = outer;
		}
	}

	private static final class Cell {

		private final Thread thread;

		private @Nullable Term term;

		Cell(Thread thread) {
			this.thread = thread;
		}

	}

}
