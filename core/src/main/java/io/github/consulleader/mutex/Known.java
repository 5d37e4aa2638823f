package io.github.consulleader.mutex;

import io.github.consulleader.consul.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one lock's key. On the event loop.
 */
final class Known {

	private final String path;

	private Freshness freshness = Freshness.ANY;

	private boolean seen;

	private @Nullable Entry entry;

	/** The last creation of the key that was seen to be held by a session. */
	private long heldSince = -1;

	Known(String path, @Nullable View view) {
		this.path = path;
		this.seen = view != null;
		now((view != null) ? view.entry(path) : null);
	}

	private void now(@Nullable Entry entry) {
		this.entry = entry;
		if (entry != null && entry.session() != null) {
			this.heldSince = entry.createIndex();
		}
	}

	/**
	 * What it looks like to one session. A key without the flags of a lock is one all the
	 * same if a session has held it.
	 */
	Sight sight(String session) {
		Sight sight = Sight.of(this.entry, session);
		boolean wasHeld = this.entry != null && this.entry.flags() == 0 && this.entry.createIndex() == this.heldSince;
		return (sight == Sight.FOREIGN && wasHeld) ? Sight.FREE : sight;
	}

	/** Whether {@link #entry} is what there is, as far as is known. */
	boolean isSeen() {
		return this.seen;
	}

	@Nullable Entry entry() {
		return this.entry;
	}

	/** Its index, which a write may be guarded by. */
	long index() {
		return (this.entry != null) ? this.entry.modifyIndex() : 0;
	}

	boolean isTaken(String session) {
		return this.seen && sight(session) == Sight.TAKEN;
	}

	boolean isHeldBy(String session) {
		return this.entry != null && session.equals(this.entry.session());
	}

	/** Learns from a view; {@code false} if it says nothing new. */
	boolean learn(View view) {
		if (!this.freshness.admits(view)) {
			return false;
		}
		set(this.freshness.seen(view), view.entry(this.path));
		return true;
	}

	/** What is known is not so any more, but it is known since when. */
	void outdated(Freshness since) {
		this.freshness = since;
	}

	void set(Freshness since, @Nullable Entry entry) {
		this.freshness = since;
		now(entry);
		this.seen = true;
	}

	/** From now on only what is asked for after this moment says anything. */
	void blind(long turn) {
		this.freshness = Freshness.after(turn);
		this.seen = false;
	}

}
