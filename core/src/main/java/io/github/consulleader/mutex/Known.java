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

	Known(String path, @Nullable View view) {
		this.path = path;
		this.seen = view != null;
		this.entry = (view != null) ? view.entry(path) : null;
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
		return this.seen && Sight.of(this.entry, session) == Sight.TAKEN;
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

	void set(Freshness since, @Nullable Entry now) {
		this.freshness = since;
		this.entry = now;
		this.seen = true;
	}

	/** From now on only what is asked for after this moment says anything. */
	void blind(long turn) {
		this.freshness = Freshness.after(turn);
		this.seen = false;
	}

}
