package io.github.consulleader.mutex;

import io.github.consulleader.consul.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one lock's key. On the event loop.
 */
final class LastSeenKey {

	private final String path;

	private ReadBarrier freshness = ReadBarrier.ANY;

	private boolean seen;

	private @Nullable Entry entry;

	/** The last creation of the key that was seen to be held by a session. */
	private long heldSince = -1;

	LastSeenKey(String path, @Nullable MutexSnapshot view) {
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
	KeyState sight(String session) {
		KeyState sight = KeyState.of(this.entry, session);
		boolean wasHeld = this.entry != null && this.entry.flags() == 0 && this.entry.createIndex() == this.heldSince;
		return (sight == KeyState.FOREIGN && wasHeld) ? KeyState.FREE : sight;
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
		return this.seen && sight(session) == KeyState.TAKEN;
	}

	boolean isHeldBy(String session) {
		return this.entry != null && session.equals(this.entry.session());
	}

	/** Learns from a view; {@code false} if it says nothing new. */
	boolean learn(MutexSnapshot view) {
		if (!this.freshness.admits(view)) {
			return false;
		}
		set(this.freshness.seen(view), view.entry(this.path));
		return true;
	}

	/** Marks the entry stale as of the given write. */
	void outdated(ReadBarrier since) {
		this.freshness = since;
	}

	void set(ReadBarrier since, @Nullable Entry entry) {
		this.freshness = since;
		now(entry);
		this.seen = true;
	}

	/** From now on only what is asked for after this moment says anything. */
	void blind(long turn) {
		this.freshness = ReadBarrier.after(turn);
		this.seen = false;
	}

}
