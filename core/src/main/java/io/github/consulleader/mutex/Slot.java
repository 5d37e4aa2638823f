package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.mutex.LockWriter.Written;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * One mutex in this process: who waits for it, who has it, and what is under way in
 * Consul. One thing at a time is asked of Consul, and once the session has ended nobody
 * listens to the answer. All on the event loop.
 */
final class Slot {

	private static final Duration LOCK_DELAY_PAUSE = Duration.ofMillis(50);

	private final MutexTable table;

	private final String key;

	private final LockWriter writer;

	private final Backoff pause;

	private final Claims claims = new Claims();

	private Freshness freshness = Freshness.ANY;

	/** Whether {@link #entry} is what there is, as far as is known. */
	private boolean seen;

	private @Nullable Entry entry;

	private boolean taking;

	private @Nullable Hold hold;

	private long holdIndex;

	private @Nullable Release release;

	/** An answer that belongs to an older one comes too late. */
	private int generation;

	private @Nullable Timer timer;

	private @Nullable Timer ttlTimer;

	Slot(MutexTable table, String key, LockWriter writer, Backoff pause, @Nullable View view) {
		this.table = table;
		this.key = key;
		this.writer = writer;
		this.pause = pause;
		this.seen = view != null;
		this.entry = (view != null) ? view.entry(writer.path()) : null;
	}

	boolean idle() {
		return isOpen() && this.claims.isEmpty();
	}

	int waiting() {
		return this.claims.size();
	}

	/** Whether nothing would be lost if this slot was made anew when it is needed. */
	boolean forgettable() {
		return idle() && this.seen && this.timer == null;
	}

	/** Whether nothing is held and nothing under way. */
	private boolean isOpen() {
		return !this.taking && this.hold == null && this.release == null;
	}

	void add(Claim claim) {
		if (claim.now() && (this.hold != null || !this.claims.isEmpty())) {
			claim.refuse();
			return;
		}
		this.claims.add(claim);
		if (claim.now() && this.entry != null && isOpen()) {
			// The watch may be a moment behind, and this claim has only one look.
			blind();
		}
		if (!this.seen && this.timer == null) {
			this.table.look();
		}
		advance();
	}

	void see(View view) {
		if (this.release != null) {
			this.release.see(view);
			return;
		}
		if (!this.freshness.admits(view)) {
			return;
		}
		this.freshness = this.freshness.seen(view);
		this.seen = true;
		this.entry = view.entry(this.writer.path());
		if (this.hold != null) {
			check(this.hold, view.quorum());
		}
		else {
			advance();
		}
	}

	void advance() {
		String session = this.table.session();
		if (!isOpen() || this.timer != null || session == null || !this.seen || !this.table.current()) {
			return;
		}
		switch (Sight.of(this.entry, session)) {
			case FREE -> {
				if (!this.claims.isEmpty()) {
					take(session);
				}
			}
			// A take that had no answer was carried out after all.
			case OURS -> startRelease(session, (this.entry != null) ? this.entry.modifyIndex() : 0,
					new CompletableFuture<>(), null);
			case TAKEN -> this.claims.refuseImpatient();
			case FOREIGN -> fail("its key '" + this.writer.path()
					+ "' exists but is not a lock (it is a semaphore or was written by somebody else); use another key");
		}
	}

	private void fail(String why) {
		this.claims.fail(new MutexException(this.key, why));
	}

	private void take(String session) {
		this.taking = true;
		int mine = this.generation;
		this.writer.take(session, this.entry, (written) -> {
			if (mine == this.generation) {
				this.taking = false;
				taken(session, written);
				this.table.settled();
			}
		});
	}

	private void taken(String session, Written written) {
		switch (written.verdict()) {
			case DONE -> {
				this.pause.reset();
				this.freshness = new Freshness(this.table.nextTurn(), written.index());
				offer(new Hold(this.key, session, written.index(), this.table.ticker()));
			}
			case DELAYED -> {
				this.claims.refuseImpatient();
				again(LOCK_DELAY_PAUSE);
			}
			case CHANGED -> lookAgain();
			case UNCERTAIN -> {
				this.table.uncertain();
				lookAgain();
			}
			case SESSION_GONE -> this.table.gone(session, written.detail());
			case REFUSED -> fail(this.table.advice(written.detail()));
			case BUSY -> again(this.pause.next());
		}
	}

	private void offer(Hold offered) {
		this.hold = offered;
		this.holdIndex = offered.token();
		if (this.claims.grant(offered) != null) {
			watchTtl(offered);
		}
		else {
			release(offered, new CompletableFuture<>());
		}
	}

	private void lookAgain() {
		blind();
		again(this.pause.next());
	}

	/** From now on only what is asked for after this moment says anything. */
	private void blind() {
		this.freshness = Freshness.after(this.table.nextTurn());
		this.seen = false;
	}

	private void again(Duration delay) {
		this.timer = this.table.schedule(delay, () -> {
			this.timer = null;
			if (!this.seen) {
				this.table.look();
			}
			advance();
		});
	}

	private void check(Hold held, boolean quorum) {
		if (this.entry != null && held.session().equals(this.entry.session())) {
			// Somebody wrote a value to it: it is still ours.
			this.holdIndex = this.entry.modifyIndex();
		}
		else if (!quorum) {
			this.table.look();
		}
		else {
			held.lose(LockWriter.whyLost(this.entry));
			this.table.suspect();
			// A token that may not read sees nothing: the key may still be ours.
			release(held, new CompletableFuture<>());
		}
	}

	/** Sees to it that a hold ends at its dead-line. */
	void watchTtl(Hold limited) {
		cancel(this.ttlTimer);
		Duration ttl = limited.ttl();
		if (ttl == null || this.hold != limited) {
			return;
		}
		this.ttlTimer = this.table.schedule(ttl, () -> {
			if (this.hold == limited && limited.whyLost() != null) {
				release(limited, new CompletableFuture<>());
			}
			else {
				watchTtl(limited);
			}
		});
	}

	/**
	 * Gives a hold back.
	 * @param held the hold
	 * @param outcome completes when it is certain that it is not held any more
	 */
	void release(Hold held, CompletableFuture<Released> outcome) {
		if (this.hold != held) {
			outcome.complete(Released.known(held.whyLost()));
			return;
		}
		this.hold = null;
		cancel(this.ttlTimer);
		String why = held.whyLost();
		if (why != null) {
			held.lose(why);
		}
		startRelease(held.session(), this.holdIndex, outcome, why);
	}

	private void startRelease(String session, long index, CompletableFuture<Released> outcome, @Nullable String lost) {
		Release started = new Release(this.table, this.key, this.writer, this.pause, session, index, outcome,
				this::released);
		this.release = started;
		started.begin(lost);
	}

	private void released(Freshness since, @Nullable Entry left) {
		this.release = null;
		this.pause.reset();
		this.freshness = since;
		this.entry = left;
		this.seen = true;
		advance();
		this.table.settled();
	}

	void sessionEnded(String why) {
		this.generation++;
		this.taking = false;
		cancel(this.timer);
		this.timer = null;
		cancel(this.ttlTimer);
		if (this.hold != null) {
			this.hold.lose(why);
			this.hold = null;
		}
		if (this.release != null) {
			this.release.sessionEnded(why);
			this.release = null;
		}
		blind();
	}

	void close() {
		fail("the mutexes are closed");
		Hold held = this.hold;
		if (held != null) {
			held.lose("the mutexes were closed");
			release(held, new CompletableFuture<>());
		}
	}

	private static void cancel(@Nullable Timer timer) {
		if (timer != null) {
			timer.cancel();
		}
	}

}
