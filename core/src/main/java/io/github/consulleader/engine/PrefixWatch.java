package io.github.consulleader.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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

	private final Consul consul;

	private final EventLoop loop;

	private final Sequence sequence;

	private final String prefix;

	private final Backoff backoff;

	private final Consumer<Sighting> sightings;

	private final Consumer<@Nullable String> problems;

	private @Nullable CompletableFuture<Answer<Listing>> asked;

	private boolean running;

	private long generation;

	private long index;

	private long paidUntil;

	PrefixWatch(Consul consul, EventLoop loop, Sequence sequence, String prefix, Backoff backoff,
			Consumer<Sighting> sightings, Consumer<@Nullable String> problems) {
		this.consul = consul;
		this.loop = loop;
		this.sequence = sequence;
		this.prefix = prefix;
		this.backoff = backoff;
		this.sightings = sightings;
		this.problems = problems;
	}

	void start() {
		if (!this.running) {
			this.running = true;
			this.generation++;
			this.index = 0;
			this.paidUntil = this.loop.ticker().monotonicNanos() - BURST * PACE.toNanos();
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
			this.index = nextIndex(listing);
			this.backoff.reset();
			this.problems.accept(null);
			askAfter(mine, pace());
			this.sightings.accept(new Sighting(listing, sent, sentAt, false));
		}
		else {
			this.index = 0;
			this.problems.accept(Answers.detail(answer));
			askAfter(mine, this.backoff.next());
		}
	}

	/**
	 * An index that went back begins anew, and so does one that has not moved: a restored
	 * snapshot wakes a watch with what was there before it, and an index from before it
	 * would then be waited on while the restored keys go unseen.
	 */
	private long nextIndex(Listing listing) {
		return (listing.index() <= this.index) ? 0 : listing.index();
	}

	/** A token bucket: a burst is free, what comes faster in the long run waits. */
	private Duration pace() {
		long now = this.loop.ticker().monotonicNanos();
		long earliest = now - BURST * PACE.toNanos();
		this.paidUntil = ((this.paidUntil - earliest > 0) ? this.paidUntil : earliest) + PACE.toNanos();
		return Duration.ofNanos(Math.max(0, this.paidUntil - now));
	}

	private void askAfter(long mine, Duration delay) {
		if (delay.isZero()) {
			ask();
			return;
		}
		this.loop.schedule(delay, () -> {
			if (mine == this.generation) {
				ask();
			}
		});
	}

}
