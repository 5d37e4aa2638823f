package io.github.consulleader.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Makes one of equal texts: a thousand roles name but few sessions and processes, and
 * would keep each name a thousand times. Knows only as many as it has places for. Event
 * loop only.
 */
final class StringInterner {

	private static final int PLACES = 256;

	private final @Nullable String[] texts = new String[PLACES];

	private List<String> list = List.of();

	/** Returns a text that is equal. */
	String same(String text) {
		int hash = text.hashCode();
		int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
		String recent = this.texts[place];
		if (text.equals(recent)) {
			return recent;
		}
		this.texts[place] = text;
		return text;
	}

	/** Returns a list that is equal: often all roles have the same successors. */
	List<String> same(List<String> some) {
		if (some.isEmpty()) {
			return List.of();
		}
		if (!some.equals(this.list)) {
			this.list = List.copyOf(some.stream().map(this::same).toList());
		}
		return this.list;
	}

}
