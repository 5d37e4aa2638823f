package io.github.consulleader.engine;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a process tells others of its candidacies. Advice: not being read never keeps it
 * from trying.
 *
 * @param instance display identity
 * @param address where people reach it
 * @param roles names of the roles it wants
 */
record CandidateValue(String instance, @Nullable String address, List<String> roles) {

	CandidateValue {
		Objects.requireNonNull(instance);
		roles = List.copyOf(roles);
	}

}
