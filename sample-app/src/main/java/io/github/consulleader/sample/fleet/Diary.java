package io.github.consulleader.sample.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The last things that happened, for people. For one thread at a time.
 */
final class Diary {

	private static final int REPORTS = 120;

	private static final int NOTES = 40;

	private final Deque<Picture.ReportMade> reports = new ArrayDeque<>();

	private final Deque<Picture.Note> notes = new ArrayDeque<>();

	void report(long at, String instance, long token) {
		add(this.reports, new Picture.ReportMade(at, instance, token), REPORTS);
	}

	void note(long at, String subject, String text) {
		add(this.notes, new Picture.Note(at, subject, text), NOTES);
	}

	/** Oldest first. */
	List<Picture.ReportMade> reports() {
		return List.copyOf(this.reports);
	}

	/** Newest first. */
	List<Picture.Note> notes() {
		List<Picture.Note> newestFirst = new ArrayList<>(this.notes);
		Collections.reverse(newestFirst);
		return newestFirst;
	}

	private static <T> void add(Deque<T> items, T item, int atMost) {
		items.addLast(item);
		if (items.size() > atMost) {
			items.removeFirst();
		}
	}

}
