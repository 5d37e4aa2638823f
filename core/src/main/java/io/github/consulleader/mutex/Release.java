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
final class Release {

	/** Told when it is certain, with what the key looks like since. */
	interface End {

		void released(Freshness freshness, @Nullable Entry entry);

	}

	private final MutexTable table;

	private final String key;

	private final LockWriter writer;

	private final Backoff pause;

	private final String session;

	private final CompletableFuture<Released> outcome;

	private final End end;

	/** What the key must still have for the unlock to count. */
	private long index;

	private @Nullable String lost;

	/** Only a view that is asked for after this tells what became of it. */
	private @Nullable Freshness looking;

	private boolean mayBeDone;

	private boolean over;

	Release(MutexTable table, String key, LockWriter writer, Backoff pause, String session, long index,
			CompletableFuture<Released> outcome, End end) {
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
			case DONE -> finish(new Freshness(this.table.nextTurn(), written.index()), null);
			case CHANGED -> look();
			case UNCERTAIN -> {
				this.mayBeDone = true;
				look();
			}
			case SESSION_GONE -> this.table.gone(this.session, written.detail());
			case REFUSED -> {
				// Said to the caller; a token that is given the right later still frees
				// it.
				this.outcome.completeExceptionally(new MutexException(this.key, this.table.advice(written.detail())));
				again();
			}
			case DELAYED, BUSY -> again();
		}
	}

	private void again() {
		this.table.schedule(this.pause.next(), this::send);
	}

	private void look() {
		this.looking = Freshness.after(this.table.nextTurn());
		this.table.look();
	}

	void see(View view) {
		Freshness needed = this.looking;
		if (needed == null || !view.quorum() || !needed.admits(view)) {
			return;
		}
		this.looking = null;
		Entry entry = view.entry(this.writer.path());
		if (entry != null && this.session.equals(entry.session())) {
			this.index = entry.modifyIndex();
			again();
			return;
		}
		if (this.lost == null && !this.mayBeDone) {
			this.lost = LockWriter.whyLost(entry);
			this.table.suspect();
		}
		finish(needed.seen(view), entry);
	}

	private void finish(Freshness freshness, @Nullable Entry entry) {
		this.over = true;
		this.outcome.complete(Released.known(this.lost));
		this.end.released(freshness, entry);
	}

	/** The session has ended, and with it what was to be given back. */
	void sessionEnded(String why) {
		this.over = true;
		this.outcome.complete(Released.known((this.lost != null) ? this.lost : why));
	}

}
