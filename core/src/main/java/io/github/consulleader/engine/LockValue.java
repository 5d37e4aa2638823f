package io.github.consulleader.engine;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What the worker tells people and successors in the lock's value. Nothing of it decides
 * who may work.
 *
 * @param instance display identity of the worker
 * @param address where people reach it
 * @param since when its term began, in milliseconds since 1970 by its wall clock
 * @param successors ids of the sessions that are to try first if the worker dies, in
 * order
 */
record LockValue(String instance, @Nullable String address, long since, List<String> successors) {

	LockValue {
		Objects.requireNonNull(instance);
		successors = List.copyOf(successors);
	}

	LockValue withSuccessors(List<String> list) {
		return new LockValue(this.instance, this.address, this.since, list);
	}

}
