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

	private final Known known;

	private boolean taking;

	private @Nullable Hold hold;

	private long holdIndex;

	private @Nullable Release release;

	/** An answer that belongs to an older one comes too late. */
	private int generation;

	private @Nullable Timer timer;

	private final Line line;

	private final TtlTimer ttlTimer;

	Slot(MutexTable table, String key, LockWriter writer, Backoff pause, @Nullable View view) {
		this.table = table;
		this.key = key;
		this.writer = writer;
		this.pause = pause;
		this.ttlTimer = new TtlTimer(table, (hold) -> release(hold, new CompletableFuture<>()));
		this.line = new Line(table, writer, view, this::lineUp);
		this.known = new Known(writer.path(), view);
	}

	boolean idle() {
		return isOpen() && this.claims.isEmpty();
	}

	int waiting() {
		return this.claims.size();
	}

	/** Whether nothing would be lost if this slot was made anew when it is needed. */
	boolean forgettable() {
		return !needsViews() && this.known.isSeen() && this.timer == null;
	}

	boolean needsViews() {
		return !idle() || this.line.mayHaveTicket();
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
		if (claim.now() && this.known.entry() != null && isOpen()) {
			// The watch may be a moment behind, and this claim has only one look.
			this.known.blind(this.table.nextTurn());
		}
		if (!this.known.isSeen() && this.timer == null) {
			this.table.look();
		}
		advance();
		lineUp();
	}

	/** Takes a place in the line, or gives it up. */
	void lineUp() {
		String session = this.table.session();
		if (session != null && !this.taking) {
			this.line.follow(session, this.claims.anyPatient(), this.known.isTaken(session), this.hold != null);
		}
	}

	void see(View view) {
		this.line.see(view, this.table.session());
		if (this.release != null) {
			this.release.see(view);
		}
		else if (this.known.learn(view)) {
			if (this.hold != null) {
				check(this.hold, view.quorum());
			}
			else {
				advance();
			}
		}
		lineUp();
	}

	void advance() {
		String session = this.table.session();
		if (!isOpen() || this.timer != null || session == null || !this.known.isSeen() || !this.table.current()) {
			return;
		}
		switch (Sight.of(this.known.entry(), session)) {
			case FREE -> {
				boolean mayTake = this.line.isOurTurn(session, this::advance) || this.claims.anyImpatient();
				if (mayTake && !this.claims.isEmpty()) {
					take(session);
				}
			}
			// A take that had no answer was carried out after all.
			case OURS -> startRelease(session, this.known.index(), new CompletableFuture<>(), null);
			case TAKEN -> {
				this.line.closed();
				this.claims.refuseImpatient();
			}
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
		this.writer.take(session, this.known.entry(), this.line.mayHaveTicket(), (written) -> {
			if (mine == this.generation) {
				this.taking = false;
				taken(session, written);
				lineUp();
				this.table.settled();
			}
		});
	}

	private void taken(String session, Written written) {
		switch (written.verdict()) {
			case DONE -> {
				this.pause.reset();
				Freshness since = new Freshness(this.table.nextTurn(), written.index());
				this.known.outdated(since);
				this.line.passed(session, since);
				offer(new Hold(this.writer.path(), session, written.index(), this.table.ticker()));
			}
			case DELAYED -> {
				this.claims.refuseImpatient();
				again(LOCK_DELAY_PAUSE);
			}
			case CHANGED -> lookAgain(this.line.lostRace() ? Duration.ZERO : this.pause.next());
			case UNCERTAIN -> {
				this.table.uncertain();
				lookAgain(this.pause.next());
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

	private void lookAgain(Duration delay) {
		this.known.blind(this.table.nextTurn());
		again(delay);
	}

	private void again(Duration delay) {
		this.timer = this.table.schedule(delay, () -> {
			this.timer = null;
			if (!this.known.isSeen()) {
				this.table.look();
			}
			advance();
		});
	}

	private void check(Hold held, boolean quorum) {
		if (this.known.isHeldBy(held.session())) {
			// Somebody wrote a value to it: it is still ours.
			this.holdIndex = this.known.index();
		}
		else if (!quorum) {
			this.table.look();
		}
		else {
			held.lose(LockWriter.whyLost(this.known.entry()));
			this.table.suspect();
			// A token that may not read sees nothing: the key may still be ours.
			release(held, new CompletableFuture<>());
		}
	}

	/** Sees to it that a hold ends at its dead-line. */
	void watchTtl(Hold limited) {
		if (this.hold == limited) {
			this.ttlTimer.watch(limited);
		}
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
		this.ttlTimer.cancel();
		String why = held.whyLost();
		if (why != null) {
			held.lose(why);
		}
		startRelease(held.session(), this.holdIndex, outcome, why);
	}

	private void startRelease(String session, long index, CompletableFuture<Released> outcome, @Nullable String lost) {
		this.release = new Release(this.table, this.key, this.writer, this.pause, session, index, outcome,
				this::released);
		this.release.begin(lost);
	}

	private void released(Freshness since, @Nullable Entry left) {
		this.release = null;
		this.pause.reset();
		this.known.set(since, left);
		advance();
		lineUp();
		this.table.settled();
	}

	void sessionEnded(String why) {
		this.generation++;
		this.taking = false;
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
		this.ttlTimer.cancel();
		this.line.sessionEnded();
		if (this.hold != null) {
			this.hold.lose(why);
			this.hold = null;
		}
		if (this.release != null) {
			this.release.sessionEnded(why);
			this.release = null;
		}
		this.known.blind(this.table.nextTurn());
	}

	void close() {
		fail("the mutexes are closed");
		Hold held = this.hold;
		if (held != null) {
			held.lose("the mutexes were closed");
			release(held, new CompletableFuture<>());
		}
	}

}
