package io.github.consulleader.engine;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * User code that runs at this moment, and the way to interrupt it. Guarded by the lock of
 * its {@link TermCallbacks} or {@link ActiveWork}, but for {@link #clear}, which its own
 * thread calls after it was taken off the books.
 */
final class Invocation {

	private final String name;

	private final Runnable interrupter;

	private final @Nullable Thread thread;

	private final @Nullable Interruptions interruptions;

	private boolean interrupted;

	private boolean dismissed;

	/** Has no thread of its own. */
	Invocation(Runnable interrupter, String name) {
		this.name = name;
		this.interrupter = interrupter;
		this.thread = null;
		this.interruptions = null;
	}

	Invocation(Thread thread, String name, Interruptions interruptions) {
		this.name = name;
		this.interrupter = () -> interruptions.interrupt(this, thread);
		this.thread = thread;
		this.interruptions = interruptions;
	}

	void interrupt() {
		if (!this.interrupted && !this.dismissed) {
			this.interrupted = true;
			this.interrupter.run();
		}
	}

	/**
	 * Takes back an interruption of ours that came too late, so that it does not hit what
	 * the thread does next.
	 */
	void clear() {
		if (this.interrupted && this.interruptions != null) {
			this.interruptions.takeBack(this);
		}
	}

	boolean isOn(Thread other) {
		return this.thread == other;
	}

	@Nullable Thread thread() {
		return this.thread;
	}

	/** It counts as ended from now on, and is not interrupted. */
	void dismiss() {
		this.dismissed = true;
	}

	boolean isDismissed() {
		return this.dismissed;
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
