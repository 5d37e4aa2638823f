package io.github.consulleader.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values with their indexes, by Consul's rules, which the contract tests show.
 */
final class KeyStore {

	private final TreeMap<String, Entry> entries = new TreeMap<>();

	private final TreeMap<String, Long> graves = new TreeMap<>();

	private long newest = 1;

	KeyStore copy() {
		KeyStore copy = new KeyStore();
		copy.entries.putAll(this.entries);
		copy.graves.putAll(this.graves);
		copy.newest = this.newest;
		return copy;
	}

	@Nullable Entry get(String key) {
		return this.entries.get(key);
	}

	Collection<Entry> all() {
		return this.entries.values();
	}

	/** Writes a key; an identical one keeps its modify index. */
	Entry put(String key, String value, @Nullable String session, long flags, long index) {
		Entry old = this.entries.get(key);
		if (old != null && old.value().equals(value) && Objects.equals(old.session(), session)
				&& old.flags() == flags) {
			return old;
		}
		Entry entry = new Entry(key, value, session, flags, (old != null) ? old.createIndex() : index, index);
		this.entries.put(key, entry);
		this.newest = index;
		return entry;
	}

	void remove(String key, long index) {
		if (this.entries.remove(key) != null) {
			this.graves.put(key, index);
			this.newest = index;
		}
	}

	/** Undoes a change of one key. */
	void reset(String key, @Nullable Entry entry, @Nullable Long grave, long newest) {
		if (entry != null) {
			this.entries.put(key, entry);
		}
		else {
			this.entries.remove(key);
		}
		if (grave != null) {
			this.graves.put(key, grave);
		}
		else {
			this.graves.remove(key);
		}
		this.newest = newest;
	}

	@Nullable Long grave(String key) {
		return this.graves.get(key);
	}

	long newest() {
		return this.newest;
	}

	List<Entry> heldBy(String session) {
		List<Entry> held = new ArrayList<>();
		for (Entry entry : this.entries.values()) {
			if (session.equals(entry.session())) {
				held.add(entry);
			}
		}
		return held;
	}

	/** Lists a prefix; one without keys has the index of the newest change anywhere. */
	Listing list(String prefix) {
		List<Entry> found = new ArrayList<>(below(this.entries, prefix).values());
		if (found.isEmpty()) {
			return new Listing(found, this.newest);
		}
		long index = 1;
		for (Entry entry : found) {
			index = Math.max(index, entry.modifyIndex());
		}
		for (long grave : below(this.graves, prefix).values()) {
			index = Math.max(index, grave);
		}
		return new Listing(found, index);
	}

	private static <V> SortedMap<String, V> below(NavigableMap<String, V> map, String prefix) {
		return prefix.isEmpty() ? map : map.subMap(prefix, prefix + Character.MAX_VALUE);
	}

}
