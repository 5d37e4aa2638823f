package io.github.consulleader.mutex;

/**
 * Which views may say something about a key: those asked for after our last write on it,
 * and those whose index shows that they know it.
 *
 * @param turn when the outcome of the last write was known, in turns of
 * {@link MutexWatch}
 * @param index Raft index of the write, or {@link Long#MAX_VALUE} if it failed or may
 * have
 */
record ReadBarrier(long turn, long index) {

	static final ReadBarrier ANY = new ReadBarrier(-1, 0);

	static ReadBarrier after(long turn) {
		return new ReadBarrier(turn, Long.MAX_VALUE);
	}

	boolean admits(MutexSnapshot view) {
		return view.sent() > this.turn || view.index() >= this.index;
	}

	/**
	 * What may say something after this view was admitted: also a watch that began before
	 * our write, as soon as it knows as much.
	 */
	ReadBarrier seen(MutexSnapshot view) {
		return new ReadBarrier(this.turn, view.index());
	}

}
