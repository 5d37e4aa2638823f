package io.github.consulleader.mutex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * All mutexes as one answer showed them.
 *
 * @param entries by stored key
 * @param lines by the lock that they are for, the tickets of sessions that wait for it,
 * in order
 * @param free by stored key, locks and tickets without a session
 * @param index of the listing
 * @param sent when its request was sent, in turns of {@link MutexWatch}
 * @param sentAt when that was, by the clocks
 * @param quorum whether a quorum was asked
 */
record MutexSnapshot(Map<String, Entry> entries, Map<String, List<Entry>> lines, Map<String, Entry> free, long index,
		long sent, Stamp sentAt, boolean quorum) {

	static MutexSnapshot of(Listing listing, long sent, Stamp sentAt, boolean quorum) {
		Map<String, Entry> entries = new HashMap<>();
		Map<String, List<Entry>> lines = new HashMap<>();
		Map<String, Entry> free = new HashMap<>();
		listing.entries().stream().sorted(Comparator.comparingLong(Entry::createIndex)).forEach((entry) -> {
			if (entry.session() == null) {
				free.put(entry.key(), entry);
			}
			String lock = MutexKeys.lockOf(entry.key());
			if (lock == null) {
				entries.put(entry.key(), entry);
			}
			else if (entry.session() != null) {
				lines.computeIfAbsent(lock, (added) -> new ArrayList<>()).add(entry);
			}
		});
		return new MutexSnapshot(entries, lines, free, listing.index(), sent, sentAt, quorum);
	}

	List<Entry> tickets(String lock) {
		return this.lines.getOrDefault(lock, List.of());
	}

	@Nullable Entry entry(String path) {
		return this.entries.get(path);
	}

}
