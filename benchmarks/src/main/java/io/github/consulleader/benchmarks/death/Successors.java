package io.github.consulleader.benchmarks.death;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import org.jspecify.annotations.Nullable;

/**
 * Processes that succeed each other. Not always in the order in which they came: one that
 * lost its session while everything started stands behind others since.
 */
final class Successors {

	private static final int LOOK_MILLIS = 1;

	private final Arena arena;

	private final List<Jvm> waiting = new ArrayList<>();

	private @Nullable Jvm worker;

	Successors(Arena arena) {
		this.arena = arena;
	}

	/** Somebody comes. */
	void add(Jvm jvm) {
		this.waiting.add(jvm);
	}

	List<Jvm> all() {
		List<Jvm> all = new ArrayList<>(this.waiting);
		if (this.worker != null) {
			all.add(this.worker);
		}
		return all;
	}

	/** Kills the one who leads, and takes it out. */
	long killWorker() {
		Optional<Event> earlier = granted();
		while (earlier.isPresent()) {
			earlier = granted();
		}
		Jvm leading = this.worker;
		if (leading == null) {
			throw new IllegalStateException("Nobody of the line leads");
		}
		this.worker = null;
		long killed = leading.kill();
		leading.close();
		return killed;
	}

	/** Waits until another of the line leads. */
	Event awaitWorker(int seconds) throws InterruptedException {
		long begun = System.nanoTime();
		Optional<Event> granted = granted();
		while (granted.isEmpty()) {
			if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(seconds)) {
				throw new IllegalStateException("Nobody of the line was granted the role within " + seconds + " s");
			}
			this.arena.pause(LOOK_MILLIS, LOOK_MILLIS);
			granted = granted();
		}
		return granted.get();
	}

	private Optional<Event> granted() {
		for (Jvm jvm : List.copyOf(this.waiting)) {
			Event granted = jvm.poll(Event.GRANTED);
			if (granted != null) {
				this.waiting.remove(jvm);
				if (this.worker != null) {
					this.waiting.add(this.worker);
				}
				this.worker = jvm;
				return Optional.of(granted);
			}
		}
		return Optional.empty();
	}

}
