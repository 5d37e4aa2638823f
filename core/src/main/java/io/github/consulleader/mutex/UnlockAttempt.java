package io.github.consulleader.mutex;

import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.mutex.LockWriter.Written;
import io.github.consulleader.time.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * A mutex that is being given back: tried until it is certain that our session does not
 * hold the key any more. All on the event loop.
 */
final class UnlockAttempt {

	/** Called when it is certain, with what the key looks like since. */
	interface End {

		void released(ReadBarrier freshness, @Nullable Entry entry);

	}

	private final MutexTable table;

	private final String key;

	private final LockWriter writer;

	private final Backoff pause;

	private final String session;

	private final CompletableFuture<UnlockResult> outcome;

	private final End end;

	/** What the key must still have for the unlock to count. */
	private long index;

	private @Nullable String lost;

	/** Only a view that is asked for after this tells what became of it. */
	private @Nullable ReadBarrier looking;

	private boolean mayBeDone;

	private boolean over;

	UnlockAttempt(MutexTable table, String key, LockWriter writer, Backoff pause, String session, long index,
			CompletableFuture<UnlockResult> outcome, End end) {
		this.table = table;
		this.key = key;
		this.writer = writer;
		this.pause = pause;
		this.session = session;
		this.index = index;
		this.outcome = outcome;
		this.end = end;
	}

	void begin(@Nullable String lostBefore) {
		this.lost = lostBefore;
		send();
	}

	private void send() {
		if (!this.over) {
			this.writer.release(this.session, this.index, this::answered);
		}
	}

	private void answered(Written written) {
		if (this.over) {
			return;
		}
		switch (written.verdict()) {
			case DONE -> finish(new ReadBarrier(this.table.nextTurn(), written.index()), null);
			case CHANGED -> look();
			case UNCERTAIN -> {
				this.mayBeDone = true;
				look();
			}
			case SESSION_GONE -> this.table.sessionNotFound(this.session, written.detail());
			case REFUSED -> {
				// Said to the caller; a token that is given the right later still frees
				// it.
				this.outcome.completeExceptionally(new MutexException(this.key, this.table.advice(written.detail())));
				retryLater();
			}
			case DELAYED, BUSY -> retryLater();
		}
	}

	private void retryLater() {
		this.table.schedule(this.pause.next(), this::send);
	}

	private void look() {
		this.looking = ReadBarrier.after(this.table.nextTurn());
		this.table.look();
	}

	void see(MutexSnapshot view) {
		ReadBarrier needed = this.looking;
		if (needed == null || !view.quorum() || !needed.admits(view)) {
			return;
		}
		this.looking = null;
		Entry entry = view.entry(this.writer.path());
		if (entry != null && this.session.equals(entry.session())) {
			this.index = entry.modifyIndex();
			retryLater();
			return;
		}
		if (this.lost == null && !this.mayBeDone) {
			this.lost = LockWriter.whyLost(entry);
			this.table.suspect();
		}
		finish(needed.seen(view), entry);
	}

	private void finish(ReadBarrier freshness, @Nullable Entry entry) {
		this.over = true;
		this.outcome.complete(UnlockResult.known(this.lost));
		this.end.released(freshness, entry);
	}

	/** The session has ended, and with it what was to be given back. */
	void sessionEnded(String why) {
		this.over = true;
		this.outcome.complete(UnlockResult.known((this.lost != null) ? this.lost : why));
	}

}
