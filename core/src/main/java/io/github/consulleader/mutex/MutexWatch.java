package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.session.LoopRequests;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Pace;
import io.github.consulleader.time.Stamp;

/**
 * Sees all mutexes of a scope, by one watch, as long as somebody is interested. Each view
 * is the whole truth of its moment, so that a missed one does no harm. All on the event
 * loop.
 */
final class MutexWatch {

	/**
	 * An abandoned watch keeps its place at the agent until this is over, so it is short.
	 */
	private static final Duration WAIT = Duration.ofSeconds(15);

	/**
	 * Answers without news that come faster than this in the long run are slowed down.
	 */
	private static final Duration PACE = Duration.ofMillis(50);

	private static final int BURST = 20;

	/**
	 * Where nobody waits, what comes together is told together: who takes a lock and
	 * gives it back again and again would else read all of them twice each time.
	 */
	private static final Duration SETTLING = Duration.ofMillis(10);

	/**
	 * How much longer it is looked after the last interest, lest it begins anew each
	 * time.
	 */
	private static final Duration LINGER = Duration.ofSeconds(1);

	private final Consul consul;

	private final EventLoop loop;

	private final LoopRequests requests;

	private final String prefix;

	private final BooleanSupplier interested;

	private final BooleanSupplier hurried;

	private final Consumer<MutexSnapshot> reader;

	private final Backoff pause;

	private final Pace pace;

	private long turn;

	private long index = 1;

	private boolean watching;

	private boolean looking;

	private boolean lookAgain;

	private boolean pausing;

	private boolean current;

	private Stamp lastInterest;

	/** An answer that belongs to an older one comes too late. */
	private int generation;

	/**
	 * Sees nothing yet.
	 * @param interested whether there is any need to look
	 * @param hurried whether somebody waits for news
	 * @param reader receives what is seen
	 */
	MutexWatch(Consul consul, EventLoop loop, String prefix, RandomGenerator random, BooleanSupplier interested,
			BooleanSupplier hurried, Consumer<MutexSnapshot> reader) {
		this.consul = consul;
		this.loop = loop;
		this.requests = new LoopRequests(loop);
		this.prefix = prefix;
		this.interested = interested;
		this.hurried = hurried;
		this.lastInterest = loop.ticker().stamp();
		this.reader = reader;
		this.pace = new Pace(loop.ticker(), PACE, BURST);
		this.pause = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2), random);
	}

	/** Counts what is sent and what becomes known, to tell which came after which. */
	long nextTurn() {
		return ++this.turn;
	}

	/** Whether the latest view still is what there is to see, as far as is known. */
	boolean current() {
		return this.current;
	}

	/** Makes sure that there is a current view, soon. */
	void attend() {
		if (!this.current && !this.looking && !this.pausing) {
			look();
		}
	}

	/** Asks a quorum for a view, now. */
	void look() {
		if (this.looking) {
			this.lookAgain = true;
			return;
		}
		this.looking = true;
		long sent = nextTurn();
		Stamp sentAt = this.loop.ticker().stamp();
		this.requests.ask(this.consul.list(this.prefix, Consistency.QUORUM),
				ifStill((answer) -> looked(sent, sentAt, answer)));
	}

	/**
	 * Nothing of what is under way counts any more; begins anew if somebody is
	 * interested.
	 */
	void beginAnew() {
		this.generation++;
		this.looking = false;
		this.lookAgain = false;
		this.watching = false;
		this.pausing = false;
		this.current = false;
		pauseAndLook(this.pause.next());
	}

	private <T> Consumer<T> ifStill(Consumer<T> then) {
		int mine = this.generation;
		return (answer) -> {
			if (mine == this.generation) {
				then.accept(answer);
			}
		};
	}

	private void looked(long sent, Stamp sentAt, Answer<Listing> answer) {
		this.looking = false;
		if (!(answer instanceof Answer.Done<Listing> done)) {
			pauseAndLook(this.pause.next());
			return;
		}
		this.pause.reset();
		boolean again = this.lookAgain;
		this.lookAgain = false;
		see(done.value(), sent, sentAt, true);
		if (again) {
			look();
		}
		watchOn();
	}

	private void see(Listing listing, long sent, Stamp sentAt, boolean quorum) {
		this.index = listing.index();
		this.current = true;
		this.reader.accept(MutexSnapshot.of(listing, sent, sentAt, quorum));
	}

	private void watchOn() {
		if (this.watching) {
			return;
		}
		if (!isWanted()) {
			this.current = false;
			return;
		}
		this.watching = true;
		ask();
	}

	/** After news: at once if they are waited for, else when things have settled. */
	private void watchOnSoon() {
		if (this.watching || this.hurried.getAsBoolean()) {
			watchOn();
			return;
		}
		this.watching = true;
		int mine = this.generation;
		this.loop.schedule(SETTLING, () -> {
			if (mine == this.generation) {
				this.watching = false;
				watchOn();
			}
		});
	}

	private boolean isWanted() {
		Stamp now = this.loop.ticker().stamp();
		if (this.interested.getAsBoolean()) {
			this.lastInterest = now;
			return true;
		}
		return Elapsed.between(this.lastInterest, now).compareTo(LINGER) < 0;
	}

	private void ask() {
		long from = this.index;
		long sent = nextTurn();
		Stamp sentAt = this.loop.ticker().stamp();
		this.requests.ask(this.consul.watch(this.prefix, from, WAIT),
				ifStill((answer) -> watched(from, sent, sentAt, answer)));
	}

	private void watched(long from, long sent, Stamp sentAt, Answer<Listing> answer) {
		this.watching = false;
		if (!(answer instanceof Answer.Done<Listing> done)) {
			this.current = false;
			pauseAndLook(this.pause.next());
		}
		else if (done.value().index() > from) {
			see(done.value(), sent, sentAt, false);
			watchOnSoon();
		}
		else {
			// Without news it may be the past: a restored snapshot ends each wait with
			// what there was before.
			this.current = false;
			pauseAndLook(this.pace.next());
		}
	}

	private void pauseAndLook(Duration wait) {
		if (this.pausing || !this.interested.getAsBoolean()) {
			return;
		}
		this.pausing = true;
		int mine = this.generation;
		this.loop.schedule(wait, () -> {
			if (mine == this.generation) {
				this.pausing = false;
				if (this.interested.getAsBoolean()) {
					look();
				}
			}
		});
	}

}
