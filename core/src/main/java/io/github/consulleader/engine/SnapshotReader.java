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
final class SnapshotReader {

	private final RoleKeys keys;

	private final Codec codec;

	private Map<Role, Known> known = new HashMap<>();

	private Map<Role, Known> before = Map.of();

	private Map<String, Entry> entries = Map.of();

	SnapshotReader(RoleKeys keys, Codec codec) {
		this.keys = keys;
		this.codec = codec;
	}

	void read(Listing listing) {
		Map<String, Entry> fresh = new HashMap<>(listing.entries().size() * 2);
		listing.entries().forEach((entry) -> fresh.put(entry.key(), entry));
		this.entries = fresh;
		this.before = this.known;
		this.known = new HashMap<>(this.before.size() * 2);
	}

	/**
	 * Forgets what can be had again: thousands of keys would stay until the next answer,
	 * beside those that it brings. Keeps what was read of the roles that were asked for.
	 */
	void forget() {
		this.entries = Map.of();
		this.before = Map.of();
	}

	/** What the listing shows that was read last, until that is forgotten. */
	RoleSnapshot of(Role role) {
		Entry lock = this.entries.get(this.keys.lock(role));
		Entry term = this.entries.get(this.keys.term(role));
		if (lock == null && term == null) {
			return RoleSnapshot.NOTHING;
		}
		Known was = this.known.getOrDefault(role, this.before.getOrDefault(role, Known.NOTHING));
		Known is = new Known(read(was.lock(), lock, LockValue::read), read(was.term(), term, TermRecord::read));
		this.known.put(role, is);
		return new RoleSnapshot((lock != null) ? lock.session() : null, is.lock().value(),
				(term != null) ? term.modifyIndex() : 0, is.term().value(), (term != null) ? term.createIndex() : 0);
	}

	private <T extends StoredValue> CachedValue<T> read(CachedValue<T> was, @Nullable Entry entry, Codec.Form<T> form) {
		if (entry == null) {
			return CachedValue.nothing();
		}
		return was.isOf(entry) ? was : CachedValue.of(entry, this.codec.read(entry.key(), entry.value(), form));
	}

	private record Known(CachedValue<LockValue> lock, CachedValue<TermRecord> term) {

		static final Known NOTHING = new Known(CachedValue.nothing(), CachedValue.nothing());

	}

}
