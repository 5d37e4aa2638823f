package io.github.consulleader.consul;

import java.util.List;

/**
 * All keys below a prefix at one moment.
 *
 * @param entries the keys, sorted
 * @param index what to watch from, at least 1; may be lower than that of an earlier
 * listing, then watch anew from a fresh {@link Consul#list}
 */
public record Listing(List<Entry> entries, long index) {

	public Listing {
		entries = List.copyOf(entries);
	}

}
