package io.github.consulleader.engine;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * Asks a quorum what is true of all roles: now and then while a role is held, to confirm
 * it, and at once when somebody needs to know. One request at a time. Event loop only.
 */
final class QuorumReader {

	private final Consul consul;

	private final EventLoop loop;

	private final Sequence sequence;

	private final String prefix;

	private final Duration every;

	private final Backoff backoff;

	private final Consumer<Observation> sightings;

	private final Consumer<@Nullable String> problems;

	private boolean running;

	private boolean asking;

	private boolean due;

	private EventLoop.@Nullable Timer confirming;

	private long generation;

	QuorumReader(Consul consul, EventLoop loop, Sequence sequence, String prefix, Duration every, Backoff backoff,
			Consumer<Observation> sightings, Consumer<@Nullable String> problems) {
		this.consul = consul;
		this.loop = loop;
		this.sequence = sequence;
		this.prefix = prefix;
		this.every = every;
		this.backoff = backoff;
		this.sightings = sightings;
		this.problems = problems;
	}

	void start() {
		this.running = true;
		this.asking = false;
		this.due = false;
		this.generation++;
	}

	void stop() {
		confirm(false);
		this.running = false;
		this.generation++;
	}

	/** Asks at once, or right after the request that is under way. */
	void look() {
		this.due = true;
		askIfDue();
	}

	/** Confirms every so often, or does not. */
	void confirm(boolean wanted) {
		if (wanted && this.confirming == null && this.running) {
			tick();
		}
		else if (!wanted && this.confirming != null) {
			this.confirming.cancel();
			this.confirming = null;
		}
	}

	private void tick() {
		this.confirming = this.loop.schedule(this.every, () -> {
			tick();
			look();
		});
	}

	private void askIfDue() {
		if (!this.due || this.asking || !this.running) {
			return;
		}
		this.due = false;
		this.asking = true;
		long mine = this.generation;
		long sent = this.sequence.next();
		Stamp sentAt = this.loop.ticker().stamp();
		this.loop.whenDone(this.consul.list(this.prefix, Consistency.QUORUM),
				(answer) -> answered(mine, answer, sent, sentAt));
	}

	private void answered(long mine, Answer<Listing> answer, long sent, Stamp sentAt) {
		if (mine != this.generation) {
			return;
		}
		if (answer instanceof Answer.Done<Listing> done) {
			this.asking = false;
			this.backoff.reset();
			this.problems.accept(null);
			this.sightings.accept(new Observation(done.value(), sent, sentAt, true));
			askIfDue();
		}
		else {
			this.due = true;
			this.problems.accept(AnswerClassifier.detail(answer));
			this.loop.schedule(this.backoff.next(), () -> {
				if (mine == this.generation) {
					this.asking = false;
					askIfDue();
				}
			});
		}
	}

}
