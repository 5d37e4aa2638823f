package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Listing;

/**
 * Blocking queries that wait at the servers. One wakes when its listing's index rises
 * above the one it waits from, and then shows whatever is there.
 */
final class Watches {

	private final List<Watch> waiting = new ArrayList<>();

	private final VirtualTime time;

	private final Faults faults;

	private final Function<String, Listing> listing;

	Watches(VirtualTime time, Faults faults, Function<String, Listing> listing) {
		this.time = time;
		this.faults = faults;
		this.listing = listing;
	}

	void add(String prefix, long index, Duration wait, Consumer<Answer<Listing>> reply) {
		Listing now = this.listing.apply(prefix);
		if (now.index() > index) {
			reply.accept(new Answer.Done<>(now));
			return;
		}
		Watch watch = new Watch(prefix, index, reply);
		this.waiting.add(watch);
		long longest = wait.toNanos() + this.faults.dice().between(0, wait.toNanos() / 16);
		long patience = this.faults.wakesSpuriously() ? this.faults.dice().between(0, longest) : longest;
		this.time.after(patience, () -> {
			if (this.waiting.remove(watch)) {
				reply.accept(new Answer.Done<>(this.listing.apply(prefix)));
			}
		});
	}

	/** Something was applied. */
	void look() {
		if (this.waiting.isEmpty()) {
			return;
		}
		for (Watch watch : List.copyOf(this.waiting)) {
			Listing now = this.listing.apply(watch.prefix);
			if (now.index() > watch.index && this.waiting.remove(watch)) {
				watch.reply.accept(new Answer.Done<>(now));
			}
		}
	}

	/** A restore wakes all, whatever their index. */
	void wakeAll() {
		List<Watch> woken = new ArrayList<>(this.waiting);
		this.waiting.clear();
		woken.forEach((watch) -> watch.reply.accept(new Answer.Done<>(this.listing.apply(watch.prefix))));
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

		private final String prefix;

		private final long index;

		private final Consumer<Answer<Listing>> reply;

		private Watch(String prefix, long index, Consumer<Answer<Listing>> reply) {
			this.prefix = prefix;
			this.index = index;
			this.reply = reply;
		}

	}

}
