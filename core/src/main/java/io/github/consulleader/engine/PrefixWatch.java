package io.github.consulleader.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Pace;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * One blocking query after the other on a prefix. Level-triggered: each answer is the
 * whole truth, so none that is missed can wedge anything. Rules for indexes and rates:
 * Consul's documentation of blocking queries. Event loop only.
 */
final class PrefixWatch {

	/**
	 * An abandoned blocking query keeps its place at the agent until its wait is over, so
	 * it is short.
	 */
	private static final Duration WAIT = Duration.ofSeconds(20);

	/** Answers that come faster than this in the long run are slowed down to it. */
	private static final Duration PACE = Duration.ofMillis(50);

	private static final int BURST = 20;

	/**
	 * What comes together is told together; above all, what an answer leads us to write
	 * is not told to ourselves before it was answered. Nothing is missed meanwhile, since
	 * the index says what was seen.
	 */
	private static final Duration SETTLING = Duration.ofMillis(10);

	/** How often it looks whether it is to rest on: that may be over early. */
	private static final Duration REST_LOOK = Duration.ofMillis(100);

	private final Consul consul;

	private final EventLoop loop;

	private final Sequence sequence;

	private final String prefix;

	private final Backoff backoff;

	private final Pace pace;

	private final Supplier<Duration> rest;

	private final Consumer<Observation> sightings;

	private final Consumer<@Nullable String> problems;

	private @Nullable CompletableFuture<Answer<Listing>> asked;

	private boolean running;

	private long generation;

	private long index;

	PrefixWatch(Consul consul, EventLoop loop, Sequence sequence, String prefix, Backoff backoff,
			Supplier<Duration> rest, Consumer<Observation> sightings, Consumer<@Nullable String> problems) {
		this.consul = consul;
		this.loop = loop;
		this.sequence = sequence;
		this.prefix = prefix;
		this.backoff = backoff;
		this.pace = new Pace(loop.ticker(), PACE, BURST);
		this.rest = rest;
		this.sightings = sightings;
		this.problems = problems;
	}

	void start() {
		if (!this.running) {
			this.running = true;
			this.generation++;
			this.index = 0;
			this.pace.reset();
			ask();
		}
	}

	void stop() {
		this.running = false;
		this.generation++;
		if (this.asked != null) {
			this.asked.cancel(true);
			this.asked = null;
		}
	}

	private void ask() {
		long mine = this.generation;
		long sent = this.sequence.next();
		Stamp sentAt = this.loop.ticker().stamp();
		CompletableFuture<Answer<Listing>> future = (this.index == 0)
				? this.consul.list(this.prefix, Consistency.DEFAULT) : this.consul.watch(this.prefix, this.index, WAIT);
		this.asked = future;
		this.loop.whenDone(future, (answer) -> answered(mine, answer, sent, sentAt));
	}

	private void answered(long mine, Answer<Listing> answer, long sent, Stamp sentAt) {
		if (mine != this.generation) {
			return;
		}
		this.asked = null;
		if (answer instanceof Answer.Done<Listing> done) {
			Listing listing = done.value();
			this.index = nextIndex(this.index, listing.index());
			this.backoff.reset();
			this.problems.accept(null);
			askAfter(mine, longer(this.pace.next(), SETTLING));
			this.sightings.accept(new Observation(listing, sent, sentAt, false));
		}
		else {
			this.index = 0;
			this.problems.accept(AnswerClassifier.detail(answer));
			askAfter(mine, this.backoff.next());
		}
	}

	/**
	 * An answer without news is followed by a plain read: when a snapshot is restored
	 * Consul ends each wait with what there was before, and asked again with that index
	 * it would wait for a higher one.
	 */
	private static long nextIndex(long asked, long answered) {
		return (answered <= asked) ? 0 : answered;
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	private void askAfter(long mine, Duration delay) {
		this.loop.schedule(delay, () -> {
			if (mine == this.generation) {
				askWhenRested(mine);
			}
		});
	}

	private void askWhenRested(long mine) {
		Duration more = this.rest.get();
		if (more.isZero()) {
			ask();
		}
		else {
			askAfter(mine, (more.compareTo(REST_LOOK) < 0) ? more : REST_LOOK);
		}
	}

}
