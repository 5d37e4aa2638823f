package io.github.consulleader.spring.gate;

/**
 * {@code @LeaderOnly} where it cannot keep its promise. Thrown before anything of the
 * bean runs.
 */
public class LeaderOnlyException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String wayOut;

	LeaderOnlyException(String where, String problem, String wayOut) {
		super("@LeaderOnly on " + where + ": " + problem);
		this.wayOut = wayOut;
	}

	/**
	 * Returns what to do about it.
	 * @return one sentence or two
	 */
	public String action() {
		return this.wayOut;
	}

}
