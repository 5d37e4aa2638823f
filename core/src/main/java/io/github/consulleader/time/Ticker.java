package io.github.consulleader.time;

/**
 * The one clock of the product. Reads two sources, because neither alone can be trusted:
 * the monotonic clock stands still while a machine is suspended, the wall clock may be
 * set by an operator.
 * <p>
 * Implementations are safe for use by any thread and never block.
 */
public interface Ticker {

	/**
	 * Returns the monotonic clock.
	 * @return nanoseconds since an arbitrary origin; only differences mean something
	 */
	long monotonicNanos();

	/**
	 * Returns the wall clock.
	 * @return milliseconds since 1970-01-01T00:00Z
	 */
	long wallMillis();

	/**
	 * Reads both clocks, one right after the other.
	 * @return this moment
	 */
	default Stamp stamp() {
		return new Stamp(monotonicNanos(), wallMillis());
	}

	/**
	 * Returns the clocks of this machine.
	 * @return a ticker over {@link System#nanoTime()} and
	 * {@link System#currentTimeMillis()}
	 */
	static Ticker system() {
		return SystemTicker.INSTANCE;
	}

	/** The clocks of this machine. */
	enum SystemTicker implements Ticker {

		/** The only instance; it has no state. */
		INSTANCE;

		@Override
		public long monotonicNanos() {
			return System.nanoTime();
		}

		@Override
		public long wallMillis() {
			return System.currentTimeMillis();
		}

	}

}
