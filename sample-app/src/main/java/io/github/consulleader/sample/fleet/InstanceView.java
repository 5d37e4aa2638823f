package io.github.consulleader.sample.fleet;

import java.util.Set;

/**
 * An instance at one moment.
 *
 * @param name its name
 * @param pid id of its latest process, or 0 if it never had one
 * @param state what it is
 * @param since since when
 * @param term number of its term, or 0 if it has none
 * @param token fencing token of its term, or 0 if it has none
 * @param note what there is to say about it, or empty
 * @param deeds what can be done to it now
 */
public record InstanceView(String name, long pid, InstanceState state, long since, long term, long token, String note,
		Set<Deed> deeds) {

	public InstanceView {
		deeds = Set.copyOf(deeds);
	}

}
