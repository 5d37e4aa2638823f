package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Listing;

/**
 * Blocking queries that wait at the servers. One wakes when its listing's index rises
 * above the one it waits from, and then shows whatever is there.
 */
final class Watches {

	private static final long RESTLESS = Duration.ofMillis(500).toNanos();

	private final List<Watch> waiting = new ArrayList<>();

	private final VirtualTime time;

	private final Faults faults;

	Watches(VirtualTime time, Faults faults) {
		this.time = time;
		this.faults = faults;
	}

	/**
	 * Begins to watch.
	 * @param view what the server that was asked believes, now and later
	 * @param index what it waits from
	 * @param wait how long
	 * @param restless whether it is about to return without a reason
	 * @param reply told
	 */
	void add(Supplier<Listing> view, long index, Duration wait, boolean restless, Consumer<Answer<Listing>> reply) {
		Listing now = view.get();
		if (now.index() > index) {
			reply.accept(new Answer.Done<>(now));
			return;
		}
		Watch watch = new Watch(view, index, reply);
		this.waiting.add(watch);
		long longest = wait.toNanos() + this.faults.dice().between(0, wait.toNanos() / 16);
		long patience = restless ? Math.min(longest, this.faults.dice().between(0, RESTLESS))
				: this.faults.wakesSpuriously() ? this.faults.dice().between(0, longest) : longest;
		this.time.after(patience, () -> {
			if (this.waiting.remove(watch)) {
				reply.accept(new Answer.Done<>(view.get()));
			}
		});
	}

	/** Something was applied. */
	void look() {
		if (this.waiting.isEmpty()) {
			return;
		}
		for (Watch watch : List.copyOf(this.waiting)) {
			Listing now = watch.view.get();
			if (now.index() > watch.index && this.waiting.remove(watch)) {
				watch.reply.accept(new Answer.Done<>(now));
			}
		}
	}

	/** A restore wakes all, whatever their index, with what was there before it. */
	void wakeAll() {
		List<Watch> woken = new ArrayList<>(this.waiting);
		this.waiting.clear();
		woken.forEach((watch) -> watch.reply.accept(new Answer.Done<>(watch.view.get())));
	}

	/** The leader is lost: some fail at once, the others never notice. */
	void failSome() {
		for (Watch watch : List.copyOf(this.waiting)) {
			if (this.faults.dice().chance(0.5) && this.waiting.remove(watch)) {
				watch.reply.accept(new Answer.Unknown<>("rpc error making call: EOF"));
			}
		}
	}

	/** Told apart by identity. */
	private static final class Watch {

		private final Supplier<Listing> view;

		private final long index;

		private final Consumer<Answer<Listing>> reply;

		private Watch(Supplier<Listing> view, long index, Consumer<Answer<Listing>> reply) {
			this.view = view;
			this.index = index;
			this.reply = reply;
		}

	}

}
