package io.github.consulleader;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Whether the JVM ends, and what its threads have to do with it. A thread that has called
 * {@code Runtime.exit} never comes back: it waits inside until the JVM has ended, which
 * waits for all shutdown hooks. The only trace of that is its stack.
 */
final class JvmExit {

	private static final String SHUTDOWN = "java.lang.Shutdown";

	/** Runs the handlers of signals, each on a thread of its own. */
	private static final String SIGNALS = "java.lang.Terminator";

	private static final String THREAD = "java.lang.Thread";

	/** Never started: the JVM refuses to forget it once it ends. */
	private final Thread hook = new Thread(() -> {
	});

	/** Whether shutdown hooks have been started. */
	boolean hasBegun() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

	/** Whether a thread ends the JVM, so that none of its callers ever goes on. */
	boolean isCalledBy(Thread thread) {
		return Arrays.stream(thread.getStackTrace()).anyMatch(JvmExit::ends);
	}

	/**
	 * Whether the JVM ends since some thread wants it to, and not because of a signal or
	 * since all other threads have ended. A virtual thread cannot be found; a signal's
	 * always can.
	 */
	boolean isCalledByCode() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.noneMatch((stack) -> Arrays.stream(stack).anyMatch((frame) -> frame.getClassName().startsWith(SIGNALS))
					|| (Arrays.stream(stack).anyMatch(JvmExit::ends)
							&& Stream.of(stack).noneMatch((frame) -> "exit".equals(frame.getMethodName()))));
	}

	/** Whether a thread waits for another, with or without a limit. */
	static boolean isWaiting(Thread thread) {
		Thread.State state = thread.getState();
		return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
				&& Arrays.stream(thread.getStackTrace()).noneMatch(JvmExit::sleeps);
	}

	private static boolean ends(StackTraceElement frame) {
		return SHUTDOWN.equals(frame.getClassName());
	}

	private static boolean sleeps(StackTraceElement frame) {
		return THREAD.equals(frame.getClassName()) && frame.getMethodName().startsWith("sleep");
	}

}
