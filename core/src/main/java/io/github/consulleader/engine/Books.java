package io.github.consulleader.engine;

import org.jspecify.annotations.Nullable;

/**
 * The places of work that is running. Whoever enters takes a free place and whoever
 * leaves frees it, each with one compare-and-set if it was there before; no lock, and
 * nothing allocated but a new page when all places are taken. Pages are never given back:
 * there are less than twice as many places as there once was work at the same time, and
 * the first page.
 * <p>
 * All of this is volatile access. So of two who each write first and read second, one in
 * here and one to a volatile field, at least one sees the other.
 */
final class Books {

	/** Places of the first page; each further page has twice as many as the last. */
	static final int FIRST_PAGE = 16;

	/** How far to look round a crowded page before looking at the next. */
	private static final int NEARBY = 8;

	private final Page first = new Page(0, FIRST_PAGE);

	/**
	 * Takes a free place.
	 * @param hint where to look first; the same owner had better give the same
	 * @return the number of the place
	 */
	int enter(Object owner, int hint) {
		int place = this.first.takeAgain(owner, hint);
		return (place >= 0) ? place : enterElsewhere(owner, hint);
	}

	private int enterElsewhere(Object owner, int hint) {
		for (Page page = this.first; page != null; page = page.next()) {
			int place = page.take(owner, hint, NEARBY);
			if (place >= 0) {
				return place;
			}
		}
		Page page = this.first;
		while (true) {
			int place = page.take(owner, hint, page.size());
			if (place >= 0) {
				return place;
			}
			page = page.nextOrNew();
		}
	}

	/**
	 * Frees the caller's place, unless it was {@link #hit}.
	 * @return whether it did
	 */
	boolean leave(int place) {
		return page(place).leave(place);
	}

	/**
	 * Replaces an owner by its interruption, if it is still inside. To be called, as
	 * {@link #leaveHit} and {@link #forEach}, under one lock.
	 */
	boolean hit(int place, Object owner, Running interruption) {
		return page(place).hit(place, owner, interruption);
	}

	/** Frees the caller's place, which was hit, and returns the interruption. */
	@Nullable Object leaveHit(int place) {
		return page(place).leaveHit(place);
	}

	private Page page(int place) {
		Page page = this.first;
		while (place >= page.end()) {
			page = page.nextOrNew();
		}
		return page;
	}

	/**
	 * Whether each place was free when it was looked at: nobody who had entered before
	 * the call is still inside.
	 */
	boolean isEmpty() {
		for (Page page = this.first; page != null; page = page.next()) {
			if (!page.isEmpty()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Shows all who had entered before the call and are still inside, or their
	 * interruptions.
	 */
	void forEach(Visitor visitor) {
		for (Page page = this.first; page != null; page = page.next()) {
			page.forEach(visitor);
		}
	}

	interface Visitor {

		void visit(int place, Object owner);

	}

}
