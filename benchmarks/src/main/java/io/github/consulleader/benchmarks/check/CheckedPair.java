package io.github.consulleader.benchmarks.check;

import java.util.List;
import java.util.Locale;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;

/** A worker and a slumberer whose sessions hang on the same kind of checks. */
final class CheckedPair implements AutoCloseable {

	private static final int LOOK_EVERY = 50;

	private static final int MOST_LOOKS = 1200;

	private final Arena arena;

	private final Detector detector;

	private final String address;

	private final String scope;

	private Jvm worker;

	private Jvm other;

	private int started;

	CheckedPair(Arena arena, Detector detector, String address) throws InterruptedException {
		this.arena = arena;
		this.detector = detector;
		this.address = address;
		this.scope = "check-" + detector.name().toLowerCase(Locale.ROOT);
		this.worker = start();
		this.worker.await(Event.GRANTED);
		this.other = start();
		settle();
	}

	private Jvm start() {
		String instance = this.scope + "-" + this.started++;
		Jvm jvm = Jvm.start(instance, DetectedProcess.class.getName(), List.of(),
				List.of(this.detector.name(), this.address, this.scope, instance));
		jvm.perform("campaign");
		return jvm;
	}

	Detector detector() {
		return this.detector;
	}

	/** One works and the other waits; what was told before is forgotten. */
	void settle() throws InterruptedException {
		for (int i = 0; i < MOST_LOOKS; i++) {
			double first = this.worker.figure("state");
			double second = this.other.figure("state");
			if (first + second == 3) {
				if (second == 2) {
					swap();
				}
				for (Jvm jvm : List.of(this.worker, this.other)) {
					jvm.forget(Event.GRANTED);
					jvm.forget(Event.REVOKED);
					jvm.forget(DetectedProcess.SESSION);
				}
				return;
			}
			this.arena.pause(LOOK_EVERY, LOOK_EVERY);
		}
		throw new IllegalStateException(this.detector + ": nobody works, or nobody waits");
	}

	private void swap() {
		Jvm next = this.other;
		this.other = this.worker;
		this.worker = next;
	}

	/** From SIGKILL to the other's grant; then there is a new other one. */
	double killSeconds() {
		try (Jvm dying = this.worker) {
			long killed = dying.kill();
			double seconds = this.other.await(Event.GRANTED).millisSince(killed) / 1000;
			this.worker = this.other;
			this.other = start();
			return seconds;
		}
	}

	void signalWorker(String signal) {
		this.worker.signal(signal);
	}

	/** Sessions made since they settled. */
	int lostSessions() {
		return count(this.worker, DetectedProcess.SESSION) + count(this.other, DetectedProcess.SESSION);
	}

	/** Terms that ended since they settled. */
	int revoked() {
		return count(this.worker, Event.REVOKED) + count(this.other, Event.REVOKED);
	}

	/** Whether the one that waited has worked since they settled. */
	boolean moved() {
		return count(this.other, Event.GRANTED) > 0;
	}

	private static int count(Jvm jvm, String kind) {
		int count = 0;
		while (jvm.poll(kind) != null) {
			count++;
		}
		return count;
	}

	@Override
	public void close() {
		this.other.close();
		this.worker.close();
	}

}
