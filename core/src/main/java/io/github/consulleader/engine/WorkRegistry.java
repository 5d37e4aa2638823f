package io.github.consulleader.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The places of work that is running. Whoever enters takes a free place and whoever
 * leaves frees it, each with one compare-and-set if it was there before; no lock, and
 * nothing allocated but a new page when all places are taken. Pages are never given back:
 * there are about twice as many places as there once was work at the same time, and the
 * first page.
 * <p>
 * All of this is volatile access. So of two who each write first and read second, one in
 * here and one to a volatile field, at least one sees the other.
 */
final class WorkRegistry {

	/** Places of the first page; each further page has twice as many as the last. */
	static final int FIRST_PAGE = 16;

	/** How far to look round a crowded page before looking at the next. */
	private static final int NEARBY = 8;

	/** Of the first thread that comes, while it lives: most jobs have only one. */
	private final WorkSlot home = new WorkSlot();

	private final AtomicReference<@Nullable Page> first = new AtomicReference<>();

	/**
	 * Takes a free place.
	 * @param hint where to look first; the same owner had better give the same
	 */
	WorkSlot enter(Object owner, int hint) {
		return this.home.takeAgain(owner) ? this.home : enterElsewhere(owner, hint);
	}

	private WorkSlot enterElsewhere(Object owner, int hint) {
		if (!this.home.isReserved() && this.home.take(owner)) {
			return this.home;
		}
		for (Page page = this.first.get(); page != null; page = page.next.get()) {
			WorkSlot place = page.take(owner, hint, NEARBY);
			if (place != null) {
				return place;
			}
		}
		Page page = Page.at(this.first, FIRST_PAGE);
		while (true) {
			WorkSlot place = page.take(owner, hint, page.places.length);
			if (place != null) {
				return place;
			}
			page = Page.at(page.next, 2 * page.places.length);
		}
	}

	/**
	 * Whether each place was free when it was looked at: nobody who had entered before
	 * the call is still inside.
	 */
	boolean isEmpty() {
		if (!this.home.isFree()) {
			return false;
		}
		for (Page page = this.first.get(); page != null; page = page.next.get()) {
			for (WorkSlot place : page.places) {
				if (!place.isFree()) {
					return false;
				}
			}
		}
		return true;
	}

	/** Shows all places; those of all who had entered before the call are among them. */
	void forEach(Consumer<WorkSlot> visitor) {
		visitor.accept(this.home);
		for (Page page = this.first.get(); page != null; page = page.next.get()) {
			for (WorkSlot place : page.places) {
				visitor.accept(place);
			}
		}
	}

	private static final class Page {

		private final WorkSlot[] places;

		private final AtomicReference<@Nullable Page> next = new AtomicReference<>();

		Page(int size) {
			this.places = IntStream.range(0, size).mapToObj((i) -> new WorkSlot()).toArray(WorkSlot[]::new);
		}

		static Page at(AtomicReference<@Nullable Page> end, int size) {
			Page known = end.get();
			if (known != null) {
				return known;
			}
			Page made = new Page(size);
			Page other = end.compareAndExchange(null, made);
			return (other != null) ? other : made;
		}

		/** Takes the hint's place again, or the first that is free from there on. */
		@Nullable WorkSlot take(Object owner, int hint, int tries) {
			for (int i = 0; i < tries; i++) {
				WorkSlot place = this.places[(hint + i) & (this.places.length - 1)];
				if (place.takeAgain(owner) || place.take(owner)) {
					return place;
				}
			}
			return null;
		}

	}

}
