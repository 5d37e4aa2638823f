package io.github.consulleader.benchmarks.contest;

/**
 * One process's part in an election. Called by one thread.
 */
public interface Contestant {

	/**
	 * Wants the role from now on, also again after it stood down.
	 * @throws Exception as it likes
	 */
	void campaign() throws Exception;

	/**
	 * Gives the role up as its documentation says, and does not want it any more.
	 * @throws Exception as it likes
	 */
	void standDown() throws Exception;

	/**
	 * Whether it believes to be the leader, by the method that its users ask.
	 * @return what it believes
	 */
	boolean isLeader();

	/**
	 * Ends in order, whether it leads or not.
	 * @throws Exception as it likes
	 */
	void close() throws Exception;

	/**
	 * Runs work if it is the leader, in the way that keeps its users safest.
	 * @param work what to run
	 */
	default void work(Runnable work) {
		if (isLeader()) {
			work.run();
		}
	}

	/**
	 * Whether it waits for the role as well as it ever will, as far as that can be told.
	 * @return whether a measurement may begin
	 */
	default boolean isWaiting() {
		return true;
	}

}
