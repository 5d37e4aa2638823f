package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Runs what a user would run, each task on a thread of its own so to speak: it begins
 * after a slowness asked for each time, and two tasks may overtake each other.
 */
public final class VirtualExecutor implements Executor {

	private final VirtualLoop loop;

	private final Supplier<Duration> slowness;

	VirtualExecutor(VirtualLoop loop, Supplier<Duration> slowness) {
		this.loop = loop;
		this.slowness = slowness;
	}

	@Override
	public void execute(Runnable task) {
		this.loop.schedule(this.slowness.get(), task);
	}

}
