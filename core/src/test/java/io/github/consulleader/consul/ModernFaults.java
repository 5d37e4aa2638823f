package io.github.consulleader.consul;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Which requests newer versions, or what is before them, would not carry out.
 *
 * @param busy of how many requests one is told that there are too many
 * @param closing of how many writes one finds its connection closed on arrival
 * @param refusing of how many connections one is refused
 * @param idle after which a connection without requests is closed
 * @param longest how long an answer may take before it is cut
 * @param stream how long a stream to a server may rest before its next write fails; zero
 * for any time
 * @param strictKeys whether keys are refused that any version refuses, and not only those
 * that lead out of their path
 * @param latestWrite when something was written last, in nanoseconds
 */
record ModernFaults(int busy, int closing, int refusing, Duration idle, Duration longest, Duration stream,
		boolean strictKeys, AtomicLong latestWrite) {

	/** Answers in new words, and does nothing else. */
	static ModernFaults none() {
		return new ModernFaults(0, 0, 0, Duration.ofSeconds(120), Duration.ofSeconds(30), Duration.ZERO, false,
				new AtomicLong(System.nanoTime()));
	}

	/** All of it, each now and then. */
	static ModernFaults all() {
		return new ModernFaults(100, 300, 100, Duration.ofSeconds(4), Duration.ofSeconds(30), Duration.ofSeconds(5),
				true, new AtomicLong(System.nanoTime()));
	}

	/** What becomes of a request. */
	enum Fate {

		/** It is carried out. */
		CARRIED_OUT,

		/** The agent has enough of us. */
		TOO_MANY,

		/** The leader has enough of all. */
		LEADER_BUSY,

		/** The stream to the server was closed. */
		STREAM_ENDED,

		/** The connection is closed, and nothing done. */
		CLOSED

	}

	boolean refusesConnection() {
		return oneOf(this.refusing);
	}

	Fate fateOf(String method, String path) {
		boolean write = method.equals("PUT") && (path.startsWith("/v1/txn") || path.startsWith("/v1/session/create")
				|| path.startsWith("/v1/session/destroy"));
		if (write && rested()) {
			return Fate.STREAM_ENDED;
		}
		if (method.equals("PUT") && oneOf(this.closing)) {
			return Fate.CLOSED;
		}
		if (oneOf(this.busy)) {
			return ThreadLocalRandom.current().nextBoolean() ? Fate.TOO_MANY : Fate.LEADER_BUSY;
		}
		return Fate.CARRIED_OUT;
	}

	private boolean rested() {
		long now = System.nanoTime();
		long rest = now - this.latestWrite.getAndSet(now);
		return !this.stream.isZero() && TimeUnit.NANOSECONDS.toMillis(rest) > this.stream.toMillis();
	}

	private static boolean oneOf(int many) {
		return many > 0 && ThreadLocalRandom.current().nextInt(many) == 0;
	}

	/** What is said instead of an answer, or {@code null} if nothing is. */
	static @Nullable ModernAnswer said(Fate fate) {
		return switch (fate) {
			case TOO_MANY ->
				new ModernAnswer(429, "rate limit exceeded, try again later or against a different server");
			case LEADER_BUSY -> new ModernAnswer(503,
					"rate limit exceeded for operation that can only be performed by the leader, try again later");
			case STREAM_ENDED -> new ModernAnswer(500, "rpc error making call: EOF");
			case CARRIED_OUT, CLOSED -> null;
		};
	}

}
