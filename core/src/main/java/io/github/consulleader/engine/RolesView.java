package io.github.consulleader.engine;

import java.util.HashMap;
import java.util.Map;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.role.Role;
import org.jspecify.annotations.Nullable;

/**
 * Reads listings of all roles. Remembers what it has read, since most of a listing is the
 * same as last time. Event loop only.
 */
final class RolesView {

	private final RoleKeys keys;

	private final Codec codec;

	private Map<String, Value> known = new HashMap<>();

	private Map<String, Entry> entries = Map.of();

	RolesView(RoleKeys keys, Codec codec) {
		this.keys = keys;
		this.codec = codec;
	}

	void read(Listing listing) {
		Map<String, Entry> fresh = new HashMap<>(listing.entries().size() * 2);
		listing.entries().forEach((entry) -> fresh.put(entry.key(), entry));
		this.entries = fresh;
		this.known.keySet().retainAll(fresh.keySet());
	}

	/**
	 * Forgets what can be had again: thousands of keys would stay until the next answer,
	 * beside those that it brings.
	 */
	void forget() {
		this.entries = Map.of();
	}

	/** What the listing shows that was read last, until that is forgotten. */
	Seen of(Role role) {
		Entry lock = this.entries.get(this.keys.lock(role));
		Entry term = this.entries.get(this.keys.term(role));
		if (lock == null && term == null) {
			return Seen.NOTHING;
		}
		return new Seen((lock != null) ? lock.session() : null, (lock != null) ? value(lock, LockValue.class) : null,
				(term != null) ? term.modifyIndex() : 0, (term != null) ? value(term, TermRecord.class) : null);
	}

	private <T> @Nullable T value(Entry entry, Class<T> type) {
		Value value = this.known.get(entry.key());
		if (value == null || !value.text().equals(entry.value())) {
			value = new Value(entry.value(), this.codec.read(entry.key(), entry.value(), type));
			this.known.put(entry.key(), value);
		}
		return type.cast(value.read());
	}

	private record Value(String text, @Nullable Object read) {
	}

}
