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
	static final int NAMED = 3;

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

	/**
	 * Finds the first candidate for a role with a display identity.
	 * @return its session, or {@code null} if there is none
	 */
	static @Nullable String find(Listing listing, RoleKeys keys, Codec codec, Role role, String instance) {
		String found = null;
		long first = Long.MAX_VALUE;
		for (Entry entry : listing.entries()) {
			String session = entry.session();
			if (session != null && entry.key().equals(keys.candidate(session)) && entry.createIndex() < first) {
				CandidateValue candidate = codec.read(entry.key(), entry.value(), CandidateValue::read);
				if (candidate != null && candidate.instance().equals(instance)
						&& candidate.roles().contains(role.name())) {
					found = session;
					first = entry.createIndex();
				}
			}
		}
		return found;
	}

	/** The first three, in order. */
	List<String> of(Role role) {
		return this.sessions.getOrDefault(role.name(), List.of());
	}

}
