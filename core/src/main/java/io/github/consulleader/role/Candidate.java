package io.github.consulleader.role;

import org.jspecify.annotations.Nullable;

/**
 * Who takes part, and where. Processes with the same prefix and scope compete; the rest
 * is for people: ownership is decided by session id alone, so two processes may well
 * carry the same instance.
 *
 * @param prefix where in Consul's key space everything is kept, {@code leader} by
 * default; names joined by {@code /}
 * @param scope what separates one application's roles from another's; the application's
 * name
 * @param instance display identity of this process
 * @param address where people reach it, such as {@code http://host:8080}, or {@code null}
 */
public record Candidate(String prefix, String scope, String instance, @Nullable String address) {

	/** The prefix where none is named. */
	public static final String DEFAULT_PREFIX = "leader";

	/**
	 * Describes who takes part.
	 * @throws InvalidSettingException if prefix, scope or instance cannot be part of a
	 * key or is blank
	 */
	public Candidate {
		for (String part : prefix.split("/", -1)) {
			Name.checked("prefix", part);
		}
		Name.checked("scope", scope);
		if (instance.isBlank()) {
			throw new InvalidSettingException("instance", instance, "it is blank.", "Name this process for people.");
		}
	}

}
