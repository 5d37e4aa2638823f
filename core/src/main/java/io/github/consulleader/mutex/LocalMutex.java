package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.mutex.LockWriter.Written;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop.Timer;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * One mutex in this process: who waits for it, who has it, and what is under way in
 * Consul. One thing at a time is asked of Consul, and once the session has ended nobody
 * listens to the answer. All on the event loop.
 */
final class LocalMutex {

	private static final Duration LOCK_DELAY_PAUSE = Duration.ofMillis(50);

	private final MutexTable table;

	private final String key;

	private final LockWriter writer;

	private final Backoff pause;

	private final LockRequests claims = new LockRequests();

	private final LastSeenKey known;

	private boolean taking;

	private final CurrentLease current;

	private @Nullable UnlockAttempt release;

	/** An answer that belongs to an older one comes too late. */
	private int generation;

	private @Nullable Timer timer;

	/** Until a lock that a crash has left may be taken. */
	private @Nullable Timer opening;

	private final WaitQueue line;

	LocalMutex(MutexTable table, String key, LockWriter writer, Backoff pause, @Nullable MutexSnapshot view) {
		this.table = table;
		this.key = key;
		this.writer = writer;
		this.pause = pause;
		this.current = new CurrentLease(table, key, writer, (lost) -> release(lost, new CompletableFuture<>()));
		this.line = new WaitQueue(table, writer, view, this::lineUp);
		this.known = new LastSeenKey(writer.path(), view);
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
		return !this.taking && this.current.isNone() && this.release == null;
	}

	void add(LockRequest claim) {
		if (claim.now() && (!this.current.isNone() || !this.claims.isEmpty())) {
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
			this.line.follow(session, this.claims.anyPatient(), this.known.isTaken(session), !this.current.isNone());
		}
	}

	void see(MutexSnapshot view) {
		this.line.see(view, this.table.session());
		if (this.release != null) {
			this.release.see(view);
		}
		else if (this.known.learn(view)) {
			if (this.current.isNone()) {
				advance();
			}
			else {
				this.current.check(this.known.entry(), view);
			}
		}
		lineUp();
	}

	void advance() {
		if (this.opening != null) {
			this.opening.cancel();
			this.opening = null;
		}
		String session = this.table.session();
		if (!isOpen() || this.timer != null || session == null || !this.known.isSeen() || !this.table.current()) {
			return;
		}
		switch (this.known.sight(session)) {
			case FREE -> free(session);
			// A take that had no answer was carried out after all.
			case OURS -> startRelease(session, this.known.index(), new CompletableFuture<>(), null);
			case TAKEN -> {
				this.line.closed();
				this.claims.refuseImpatient();
			}
			case FOREIGN -> fail("its key '" + this.writer.path()
					+ "' exists but is not a lock (it is a semaphore or was written by somebody else); delete it or use another");
		}
	}

	private void free(String session) {
		Duration rest = this.table.leftovers().rest(this.known.entry());
		if (!rest.isZero()) {
			this.line.closed();
			this.claims.refuseImpatient();
			this.opening = this.claims.isEmpty() ? null : this.table.schedule(rest, this::advance);
			return;
		}
		boolean mayTake = this.line.isOurTurn(session, this::advance) || this.claims.anyImpatient();
		if (mayTake && !this.claims.isEmpty()) {
			take(session);
		}
	}

	private void fail(String why) {
		this.claims.fail(new MutexException(this.key, why));
	}

	private void take(String session) {
		this.taking = true;
		int mine = this.generation;
		Stamp sentAt = this.table.ticker().stamp();
		this.writer.take(session, this.known.entry(), this.line.mayHaveTicket(), (written) -> {
			if (mine == this.generation) {
				this.taking = false;
				taken(session, sentAt, written);
				lineUp();
				this.table.settled();
			}
		});
	}

	private void taken(String session, Stamp sentAt, Written written) {
		switch (written.verdict()) {
			case DONE -> {
				this.pause.reset();
				ReadBarrier since = new ReadBarrier(this.table.nextTurn(), written.index());
				this.known.outdated(since);
				this.line.passed(session, since);
				offer(this.table.hold(Objects.requireNonNull(written.entry()), session, sentAt), since);
			}
			case DELAYED -> {
				this.claims.refuseImpatient();
				retryLater(LOCK_DELAY_PAUSE);
			}
			case CHANGED -> lookAgain(this.line.lostRace() ? Duration.ZERO : this.pause.next());
			case UNCERTAIN -> {
				this.table.uncertain();
				lookAgain(this.pause.next());
			}
			case SESSION_GONE -> this.table.sessionNotFound(session, written.detail());
			case REFUSED -> fail(this.table.advice(written.detail()));
			case BUSY -> retryLater(this.pause.next());
		}
	}

	private void offer(LockLease offered, ReadBarrier since) {
		this.current.begin(offered, since.turn());
		// One whose answer came too late is none.
		if (offered.whyLost() == null && this.claims.grant(offered) != null) {
			watchTtl(offered);
		}
		else {
			release(offered, new CompletableFuture<>());
		}
	}

	private void lookAgain(Duration delay) {
		this.known.blind(this.table.nextTurn());
		retryLater(delay);
	}

	private void retryLater(Duration delay) {
		this.timer = this.table.schedule(delay, () -> {
			this.timer = null;
			if (!this.known.isSeen()) {
				this.table.look();
			}
			advance();
		});
	}

	/** Sees to it that a hold ends at its dead-line. */
	void watchTtl(LockLease limited) {
		this.current.watchTtl(limited);
	}

	/**
	 * Gives a hold back.
	 * @param held the hold
	 * @param outcome completes when it is certain that it is not held any more
	 */
	void release(LockLease held, CompletableFuture<UnlockResult> outcome) {
		if (this.current.get() != held) {
			outcome.complete(UnlockResult.known(held.whyLost()));
			return;
		}
		this.current.end(null);
		startRelease(held.session(), this.current.index(), outcome, held.whyLost());
	}

	private void startRelease(String session, long index, CompletableFuture<UnlockResult> outcome,
			@Nullable String lost) {
		this.release = new UnlockAttempt(this.table, this.key, this.writer, this.pause, session, index, outcome,
				this::released);
		this.release.begin(lost);
	}

	private void released(ReadBarrier since, @Nullable Entry left) {
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
		this.line.sessionEnded();
		this.current.end(why);
		if (this.release != null) {
			this.release.sessionEnded(why);
			this.release = null;
		}
		this.known.blind(this.table.nextTurn());
	}

	void close() {
		fail("the mutexes are closed");
		LockLease held = this.current.get();
		if (held != null) {
			held.lose("the mutexes were closed");
			release(held, new CompletableFuture<>());
		}
		lineUp();
	}

}
