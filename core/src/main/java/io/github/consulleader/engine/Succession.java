package io.github.consulleader.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.role.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who else wants which role, in order of succession: that of the candidates' keys.
 * Immutable.
 */
final class Succession {

	/** So many are named. */
	private static final int NAMED = 3;

	static final Succession NOBODY = new Succession(Map.of());

	private final Map<String, List<String>> sessions;

	private Succession(Map<String, List<String>> sessions) {
		this.sessions = sessions;
	}

	/**
	 * Reads the candidates' keys, without the one of our own session and without those of
	 * dead ones.
	 */
	static Succession of(Listing listing, RoleKeys keys, Codec codec, @Nullable String ownSession) {
		Map<String, List<String>> sessions = new TreeMap<>();
		listing.entries()
			.stream()
			.filter((entry) -> entry.session() != null && !entry.session().equals(ownSession)
					&& entry.key().equals(keys.candidate(entry.session())))
			.sorted(Comparator.comparingLong(Entry::createIndex).thenComparing(Entry::key))
			.forEach((entry) -> add(sessions, entry, codec.read(entry.key(), entry.value(), CandidateValue::read)));
		return new Succession(sessions);
	}

	private static void add(Map<String, List<String>> sessions, Entry entry, @Nullable CandidateValue candidate) {
		String session = entry.session();
		if (candidate == null || session == null) {
			return;
		}
		for (String role : candidate.roles()) {
			List<String> known = sessions.getOrDefault(role, List.of());
			if (known.size() < NAMED) {
				sessions.put(role, Stream.concat(known.stream(), Stream.of(session)).toList());
			}
		}
	}

	/** The first three, in order. */
	List<String> of(Role role) {
		return this.sessions.getOrDefault(role.name(), List.of());
	}

}
