package io.github.consulleader.mutex;

import java.util.HashMap;
import java.util.Map;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import org.jspecify.annotations.Nullable;

/**
 * All mutexes as one answer showed them.
 *
 * @param entries by stored key
 * @param index of the listing
 * @param sent when its request was sent, in turns of {@link MutexWatch}
 * @param quorum whether a quorum was asked
 */
record View(Map<String, Entry> entries, long index, long sent, boolean quorum) {

	static View of(Listing listing, long sent, boolean quorum) {
		Map<String, Entry> entries = new HashMap<>();
		listing.entries().forEach((entry) -> entries.put(entry.key(), entry));
		return new View(entries, listing.index(), sent, quorum);
	}

	@Nullable Entry entry(String path) {
		return this.entries.get(path);
	}

}
