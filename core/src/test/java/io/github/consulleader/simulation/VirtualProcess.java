package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Ticker;

/**
 * A simulated process on a machine of its own: its clocks, its event loop, the threads
 * that its input and output and its user's code run on. Can be stopped, put to sleep with
 * its machine, and killed.
 */
public final class VirtualProcess {

	private static final long YEAR_2026 = 1_767_225_600_000L;

	private final String name;

	private final VirtualClock clock;

	private final VirtualLoop loop;

	private final VirtualLoop network;

	private final VirtualLoop work;

	private final VirtualExecutor callbacks;

	private boolean alive = true;

	/**
	 * Starts a process.
	 * @param name for people
	 * @param time the time line
	 * @param dice throw the origins of its clocks
	 * @param slowness asked for each of the user's tasks
	 * @param onError told of what a task of the event loop or the user throws
	 */
	VirtualProcess(String name, VirtualTime time, Dice dice, Supplier<Duration> slowness, Consumer<Throwable> onError) {
		this.name = name;
		long origin = dice.chance(0.1) ? Long.MAX_VALUE - dice.between(0, Duration.ofMinutes(1).toNanos())
				: dice.between(-Duration.ofDays(1).toNanos(), Duration.ofDays(1).toNanos());
		this.clock = new VirtualClock(time, origin, YEAR_2026 + dice.between(-60_000, 60_000));
		this.loop = new VirtualLoop(time, this.clock, onError);
		this.network = new VirtualLoop(time, this.clock, onError);
		this.work = new VirtualLoop(time, this.clock, onError);
		this.callbacks = new VirtualExecutor(this.work, slowness);
	}

	/**
	 * Returns the process's name.
	 * @return for people
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the process's event loop.
	 * @return what its engine runs on
	 */
	public EventLoop loop() {
		return this.loop;
	}

	/**
	 * Returns where its user's code runs.
	 * @return what its callbacks run on
	 */
	public VirtualExecutor callbacks() {
		return this.callbacks;
	}

	/**
	 * Returns the process's clocks.
	 * @return as the process sees them
	 */
	public Ticker ticker() {
		return this.clock;
	}

	VirtualClock clock() {
		return this.clock;
	}

	/** What its requests time out and its answers arrive on. */
	VirtualLoop network() {
		return this.network;
	}

	/** What its user's work goes on in. */
	VirtualLoop work() {
		return this.work;
	}

	boolean isAlive() {
		return this.alive;
	}

	/** SIGSTOP, or SIGCONT: nothing of it runs, all clocks go on. */
	void freeze(boolean value) {
		this.loop.freeze(value);
		this.network.freeze(value);
		this.work.freeze(value);
	}

	/** The event loop hangs: answers arrive, nobody looks at them. */
	void freezeLoop(boolean value) {
		this.loop.freeze(value);
	}

	/** User code is starved: no callback begins and no work ends. */
	void freezeWork(boolean value) {
		this.work.freeze(value);
	}

	/** The machine sleeps, or wakes: nothing runs, the monotonic clock stands still. */
	void suspend(boolean value) {
		this.clock.suspend(value);
	}

	/** SIGKILL: nothing of it ever runs again. What it has sent is on its way. */
	void kill() {
		this.alive = false;
		this.loop.close();
		this.network.close();
		this.work.close();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
