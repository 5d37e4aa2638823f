package io.github.consulleader.spring.election;

import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * The term of the run that the calling thread is inside of. A thread that has been inside
 * one keeps an empty cell, so that its next run allocates nothing.
 */
final class CurrentTerm {

	private final ThreadLocal<Cell> cells = ThreadLocal.withInitial(Cell::new);

	@Nullable Term get() {
		return this.cells.get().term;
	}

	/** Runs a job inside a term. */
	void during(Term term, Runnable job) {
		Cell cell = this.cells.get();
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

		private @Nullable Term term;

	}

}
