package io.github.consulleader.mutex;

import java.util.function.Consumer;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has of one mutex just now, and what its key must look like for that.
 * Only a request that was sent after the take was answered can confirm it. All on the
 * event loop.
 */
final class CurrentLease {

	private static final Logger logger = LoggerFactory.getLogger(CurrentLease.class);

	private final MutexTable table;

	private final String key;

	private final LockWriter writer;

	private final Consumer<LockLease> lost;

	private final TtlTimer ttlTimer;

	private @Nullable LockLease hold;

	private long index;

	/** When the take's answer was known, in turns of {@link MutexWatch}. */
	private long since;

	private long mended;

	/**
	 * Has none.
	 * @param lost gives back what is lost
	 */
	CurrentLease(MutexTable table, String key, LockWriter writer, Consumer<LockLease> lost) {
		this.table = table;
		this.key = key;
		this.writer = writer;
		this.lost = lost;
		this.ttlTimer = new TtlTimer(table, lost);
	}

	@Nullable LockLease get() {
		return this.hold;
	}

	boolean isNone() {
		return this.hold == null;
	}

	/** Index that the key has as long as it is held, as far as is known. */
	long index() {
		return this.index;
	}

	void begin(LockLease taken, long answered) {
		this.hold = taken;
		this.index = taken.token();
		this.since = answered;
		this.table.confirmations().begin(this);
	}

	/** It is given back; whoever believed in it hears of it if it was lost. */
	void end(@Nullable String because) {
		LockLease held = this.hold;
		if (held == null) {
			return;
		}
		this.hold = null;
		this.ttlTimer.cancel();
		this.table.confirmations().end(this);
		String why = (because != null) ? because : held.whyLost();
		if (why != null) {
			held.lose(why);
		}
		// None if its holder has given it up in time.
		String lostBy = held.whyLost();
		if (lostBy != null) {
			logger.warn("Mutex '{}' was lost while it was held: {}", this.key, lostBy);
		}
	}

	/** Sees to it that a hold ends at its dead-line. */
	void watchTtl(LockLease limited) {
		if (this.hold == limited) {
			this.ttlTimer.watch(limited);
		}
	}

	/** Looks at the key as a view shows it, or does not show it. */
	void check(@Nullable Entry entry, MutexSnapshot view) {
		LockLease held = this.hold;
		if (held == null) {
			return;
		}
		if (entry != null && held.isOn(entry)) {
			this.index = entry.modifyIndex();
			if (view.quorum() && view.sent() > this.since) {
				held.confirm(view.sentAt());
			}
			mend(entry);
		}
		else if (!view.quorum()) {
			this.table.look();
		}
		else {
			held.lose(LockWriter.whyLost(entry));
			this.table.suspect();
			// A token that may not read sees nothing: the key may still be ours.
			this.lost.accept(held);
		}
	}

	/**
	 * Somebody wrote a value to it: it is still ours, but should we die it would say
	 * nothing of our lock-delay, and without its flags it would be taken for something
	 * else.
	 */
	private void mend(Entry entry) {
		if (!this.writer.isOurs(entry) && this.mended != this.index) {
			this.mended = this.index;
			this.writer.mend(entry);
		}
	}

	/** When it ends unless it is confirmed before, on the monotonic clock. */
	long unconfirmedAt() {
		return (this.hold != null) ? this.hold.unconfirmedAt() : this.table.ticker().monotonicNanos();
	}

	/** A quorum has said that a hold was held after a request was sent. */
	void confirmed(LockLease held, Stamp sentAt) {
		if (this.hold == held) {
			held.confirm(sentAt);
		}
	}

	/** Gives it back if the clocks say that it is lost. */
	void review() {
		LockLease held = this.hold;
		if (held != null && held.whyLost() != null) {
			this.lost.accept(held);
		}
	}

}
