package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.session.LoopRequests;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.EventLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Keys of ours that lost their session: a lock whose holder has died, a ticket of one who
 * waited. Counts how long a lock has been so, by this process's own clock, since the
 * server may have forgotten its lock-delay; and takes away what nobody wants. All on the
 * event loop.
 */
final class Leftovers {

	/** One takes them away, the others mostly see that before their time has come. */
	private static final Duration SPREAD = Duration.ofSeconds(10);

	/** A check and a deletion for each, as many as any Consul takes. */
	private static final int MOST = 32;

	private final Consul consul;

	private final EventLoop loop;

	private final Duration lockDelay;

	private final RandomGenerator random;

	private final BooleanSupplier closed;

	private final Map<String, Leftover> found = new HashMap<>();

	/** What locks said when they were seen: somebody may write over it. */
	private final Map<String, Seen> seen = new HashMap<>();

	private @Nullable Timer sweep;

	private long sweepAt;

	/**
	 * Knows of none.
	 * @param lockDelay our own, which is counted at least
	 * @param closed whether sweeping has ended
	 */
	Leftovers(Consul consul, EventLoop loop, Duration lockDelay, RandomGenerator random, BooleanSupplier closed) {
		this.consul = consul;
		this.loop = loop;
		this.lockDelay = lockDelay;
		this.random = random;
		this.closed = closed;
	}

	/** Learns from a view, before anybody else does. */
	void see(MutexSnapshot view) {
		this.seen.keySet().retainAll(view.entries().keySet());
		view.entries().values().forEach(this::remember);
		this.found.keySet().removeIf((path) -> !view.free().containsKey(path));
		view.free().values().forEach(this::learn);
		awaitSweep();
	}

	/** The first lock-delay that a key records stays with it until the key is deleted. */
	private void remember(Entry entry) {
		Seen before = this.seen.get(entry.key());
		if (before != null && before.isOf(entry)
				&& (before.lockDelay != null || before.modifyIndex == entry.modifyIndex())) {
			return;
		}
		LockText text = LockText.read(entry.value());
		this.seen.put(entry.key(),
				new Seen(entry.createIndex(), entry.modifyIndex(), (text != null) ? text.lockDelay() : null));
	}

	private @Nullable Leftover learn(Entry entry) {
		Leftover before = this.found.get(entry.key());
		if (before != null && before.isOf(entry)) {
			this.found.put(entry.key(), before.seenAgain());
			return before;
		}
		Duration longer = delay(entry);
		if (longer == null) {
			this.found.remove(entry.key());
			return null;
		}
		long now = this.loop.ticker().monotonicNanos();
		long open = now + longer.toNanos();
		long spread = SPREAD.toNanos() / 10 + (long) (this.random.nextDouble() * SPREAD.toNanos());
		Leftover added = new Leftover(entry, open, open + spread, true);
		this.found.put(entry.key(), added);
		return added;
	}

	/**
	 * How long nothing may happen to it, or {@code null} if it is no leftover of ours.
	 */
	private @Nullable Duration delay(Entry entry) {
		if (MutexKeys.lockOf(entry.key()) != null) {
			// Whatever somebody has written to a ticket: nobody else has any.
			return this.lockDelay;
		}
		Duration recorded = recorded(entry);
		if (recorded == null) {
			return null;
		}
		return (recorded.compareTo(this.lockDelay) > 0) ? recorded : this.lockDelay;
	}

	/** A value of somebody else, without our flags, may stand on a lock of ours. */
	private @Nullable Duration recorded(Entry entry) {
		LockText text = (entry.flags() == KeyState.LOCK_FLAGS) ? LockText.read(entry.value()) : null;
		if (text != null) {
			return text.lockDelay();
		}
		Seen before = this.seen.get(entry.key());
		return (before != null && before.isOf(entry)) ? before.lockDelay : null;
	}

	/**
	 * How long nobody may take a lock that is free, or zero: after a crash its former
	 * holder may still believe, whatever the server remembers. Absent means never used or
	 * cleanly released. The value of somebody else says nothing of delays.
	 */
	Duration rest(@Nullable Entry free) {
		Leftover known = (free != null) ? learn(free) : null;
		return (known != null) ? known.rest(this.loop.ticker().monotonicNanos()) : Duration.ZERO;
	}

	private void awaitSweep() {
		long now = this.loop.ticker().monotonicNanos();
		Leftover first = null;
		for (Leftover each : this.found.values()) {
			if (each.armed && (first == null || each.sweepAt - first.sweepAt < 0)) {
				first = each;
			}
		}
		if (this.sweep != null && (first == null || first.sweepAt != this.sweepAt)) {
			this.sweep.cancel();
			this.sweep = null;
		}
		if (first != null && this.sweep == null) {
			this.sweepAt = first.sweepAt;
			this.sweep = this.loop.schedule(Duration.ofNanos(Math.max(0, first.sweepAt - now)), this::sweep);
		}
	}

	/**
	 * Guarded, so that it does no harm however late it comes and whoever came first. What
	 * could not be taken away is tried again when it is seen again.
	 */
	private void sweep() {
		this.sweep = null;
		if (this.closed.getAsBoolean()) {
			return;
		}
		long now = this.loop.ticker().monotonicNanos();
		List<Operation> operations = new ArrayList<>();
		for (Leftover each : List.copyOf(this.found.values())) {
			if (each.armed && each.sweepAt - now <= 0 && operations.size() < 2 * MOST) {
				String path = each.entry.key();
				operations.add(new Operation.CheckIndex(path, each.entry.modifyIndex()));
				operations.add(new Operation.Delete(path));
				long later = now + (long) ((1 + this.random.nextDouble()) * SPREAD.toNanos());
				this.found.put(path, new Leftover(each.entry, each.openAt, later, false));
			}
		}
		awaitSweep();
		if (!operations.isEmpty()) {
			new LoopRequests(this.loop).ask(this.consul.transact(operations), (answer) -> {
			});
		}
	}

	/**
	 * A lock as it was seen, held or not.
	 *
	 * @param createIndex of its key
	 * @param modifyIndex of what was read
	 * @param lockDelay that it recorded, or {@code null} if it is none of ours
	 */
	private record Seen(long createIndex, long modifyIndex, @Nullable Duration lockDelay) {

		boolean isOf(Entry entry) {
			return this.createIndex == entry.createIndex();
		}

	}

	/**
	 * One of them.
	 *
	 * @param entry the key as it was first seen without its session
	 * @param openAt when a lock may be taken
	 * @param sweepAt when it is to be taken away
	 * @param armed whether it was seen since that was last tried
	 */
	private record Leftover(Entry entry, long openAt, long sweepAt, boolean armed) {

		boolean isOf(Entry other) {
			return this.entry.modifyIndex() == other.modifyIndex() && this.entry.createIndex() == other.createIndex();
		}

		Leftover seenAgain() {
			return this.armed ? this : new Leftover(this.entry, this.openAt, this.sweepAt, true);
		}

		Duration rest(long now) {
			return Duration.ofNanos(Math.max(0, this.openAt - now));
		}

	}

}
