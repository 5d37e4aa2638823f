package io.github.consulleader.engine;

import io.github.consulleader.consul.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a key's text, without the text, which takes more than what it says.
 * Consul's index tells whether the key was written since, unless a snapshot was restored:
 * then another text may have come to the same index. It passes for the one that was read
 * only if its hash is the same, too, which not even one in four billion is by chance;
 * texts that differ in a few digits never are.
 *
 * @param <T> what it says
 * @param index the key's modify index, 0 if there is no key
 * @param length of the text
 * @param hash of the text
 * @param value what it says, or {@code null} if it is not ours to read
 */
record CachedValue<T extends StoredValue>(long index, int length, int hash, @Nullable T value) {

	private static final CachedValue<?> NOTHING = new CachedValue<>(0, 0, 0, null);

	@SuppressWarnings("unchecked")
	static <T extends StoredValue> CachedValue<T> nothing() {
		return (CachedValue<T>) NOTHING;
	}

	static <T extends StoredValue> CachedValue<T> of(Entry entry, @Nullable T value) {
		return new CachedValue<>(entry.modifyIndex(), entry.value().length(), entry.value().hashCode(), value);
	}

	boolean isOf(Entry entry) {
		return entry.modifyIndex() == this.index && entry.value().length() == this.length
				&& entry.value().hashCode() == this.hash;
	}

}
