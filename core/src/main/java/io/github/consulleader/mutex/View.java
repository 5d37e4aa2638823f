package io.github.consulleader.mutex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import org.jspecify.annotations.Nullable;

/**
 * All mutexes as one answer showed them.
 *
 * @param entries by stored key
 * @param lines by the lock that they are for, the tickets of sessions that wait for it,
 * in order
 * @param index of the listing
 * @param sent when its request was sent, in turns of {@link MutexWatch}
 * @param quorum whether a quorum was asked
 */
record View(Map<String, Entry> entries, Map<String, List<Entry>> lines, long index, long sent, boolean quorum) {

	static View of(Listing listing, long sent, boolean quorum) {
		Map<String, Entry> entries = new HashMap<>();
		Map<String, List<Entry>> lines = new HashMap<>();
		listing.entries().stream().sorted(Comparator.comparingLong(Entry::createIndex)).forEach((entry) -> {
			String lock = MutexKeys.lockOf(entry.key());
			if (lock == null) {
				entries.put(entry.key(), entry);
			}
			else if (entry.session() != null) {
				lines.computeIfAbsent(lock, (added) -> new ArrayList<>()).add(entry);
			}
		});
		return new View(entries, lines, listing.index(), sent, quorum);
	}

	List<Entry> tickets(String lock) {
		return this.lines.getOrDefault(lock, List.of());
	}

	@Nullable Entry entry(String path) {
		return this.entries.get(path);
	}

}
