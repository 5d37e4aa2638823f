package io.github.consulleader.role;

/**
 * Work that only the worker does.
 *
 * @param <E> what it throws
 */
@FunctionalInterface
public interface LeaderWork<E extends Exception> {

	/**
	 * Does it. Heed interruption: it means that the right to work has ended or is about
	 * to.
	 * @param term the term in which it runs; hand {@link Term#token()} to what it writes
	 * to
	 * @throws E as it likes
	 */
	void run(Term term) throws E;

}
