package io.github.consulleader.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The places of work that is running. Whoever enters takes a free place by one
 * compare-and-set and leaves it by another; no lock, and nothing allocated but a new page
 * when all places are taken. Pages are never given back: there are at most twice as many
 * places as there once was work at the same time, and the first page.
 * <p>
 * Both are volatile accesses. So of two who each write first and read second, one in here
 * and one to a volatile field, at least one sees the other.
 */
final class Books {

	/** Places of the first page; each further page has twice as many as the last. */
	static final int FIRST_PAGE = 16;

	/** How far to look round a crowded page before looking at the next. */
	private static final int NEARBY = 8;

	private final Page first = new Page(0, FIRST_PAGE);

	/**
	 * Takes a free place.
	 * @param hint where to look first; the same thread had better give the same
	 * @return the number of the place
	 */
	int enter(Object entered, int hint) {
		int place = this.first.take(entered, hint, NEARBY);
		return (place >= 0) ? place : enterCrowd(entered, hint);
	}

	private int enterCrowd(Object entered, int hint) {
		for (Page page = this.first; page != null; page = page.next.get()) {
			int place = page.take(entered, hint, NEARBY);
			if (place >= 0) {
				return place;
			}
		}
		Page page = this.first;
		while (true) {
			int place = page.take(entered, hint, page.size());
			if (place >= 0) {
				return place;
			}
			page = page.nextOrNew();
		}
	}

	/**
	 * Frees a place if it is still as it was taken.
	 * @return whether it was
	 */
	boolean leave(int place, Object entered) {
		return exchange(place, entered, null);
	}

	/** Puts one in the place of another, if that is still there. */
	boolean exchange(int place, Object before, @Nullable Object after) {
		Page page = page(place);
		return page.places.compareAndSet(place - page.begin, before, after);
	}

	/** Frees a place, whatever is in it. */
	@Nullable Object clear(int place) {
		Page page = page(place);
		return page.places.getAndSet(place - page.begin, null);
	}

	private Page page(int place) {
		Page page = this.first;
		while (place >= page.begin + page.size()) {
			page = page.nextOrNew();
		}
		return page;
	}

	/**
	 * Whether each place was free when it was looked at: nobody who had entered before
	 * the call is still inside.
	 */
	boolean isEmpty() {
		for (Page page = this.first; page != null; page = page.next.get()) {
			for (int i = 0; i < page.size(); i++) {
				if (page.places.get(i) != null) {
					return false;
				}
			}
		}
		return true;
	}

	/** Shows all who have entered before the call and are still inside. */
	void forEach(Visitor visitor) {
		for (Page page = this.first; page != null; page = page.next.get()) {
			for (int i = 0; i < page.size(); i++) {
				Object entered = page.places.get(i);
				if (entered != null) {
					visitor.visit(page.begin + i, entered);
				}
			}
		}
	}

	interface Visitor {

		void visit(int place, Object entered);

	}

	private static final class Page {

		private final int begin;

		private final AtomicReferenceArray<@Nullable Object> places;

		private final AtomicReference<@Nullable Page> next = new AtomicReference<>();

		Page(int begin, int size) {
			this.begin = begin;
			this.places = new AtomicReferenceArray<>(size);
		}

		int size() {
			return this.places.length();
		}

		/** Returns the number of the place that was free, or -1. */
		int take(Object entered, int hint, int tries) {
			int mask = size() - 1;
			for (int i = 0; i < tries; i++) {
				int at = (hint + i) & mask;
				if (this.places.get(at) == null && this.places.compareAndSet(at, null, entered)) {
					return this.begin + at;
				}
			}
			return -1;
		}

		Page nextOrNew() {
			Page known = this.next.get();
			if (known != null) {
				return known;
			}
			Page made = new Page(this.begin + size(), 2 * size());
			Page other = this.next.compareAndExchange(null, made);
			return (other != null) ? other : made;
		}

	}

}
