package io.github.consulleader.engine;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * User code that runs at this moment, and the way to interrupt it. Guarded by the lock of
 * its {@link TermWork}, but for {@link #clear}, which its own thread calls after it was
 * taken off the books.
 */
final class Running {

	private final Runnable interrupter;

	private final String name;

	private @Nullable Thread thread;

	private boolean interrupted;

	Running(Runnable interrupter, String name) {
		this.interrupter = interrupter;
		this.name = name;
	}

	static Running of(Thread thread, String name) {
		Running running = new Running(thread::interrupt, name);
		running.thread = thread;
		return running;
	}

	void interrupt() {
		if (!this.interrupted) {
			this.interrupted = true;
			this.interrupter.run();
		}
	}

	/**
	 * Takes back an interruption of ours that came too late, so that it does not hit what
	 * the thread does next.
	 */
	void clear() {
		if (this.interrupted) {
			Thread.interrupted();
		}
	}

	boolean isOn(Thread other) {
		return this.thread == other;
	}

	/** Whether another runs around this one. */
	boolean sharesThread(@Nullable Running other) {
		return other != null && this.thread != null && this.thread == other.thread;
	}

	String describe() {
		Thread known = this.thread;
		String stack = (known == null) ? ""
				: Arrays.stream(known.getStackTrace())
					.limit(30)
					.map((frame) -> "\n\t\tat " + frame)
					.collect(Collectors.joining());
		return "\n\t" + this.name + ((known != null) ? " on thread " + known.getName() : "") + stack;
	}

}
