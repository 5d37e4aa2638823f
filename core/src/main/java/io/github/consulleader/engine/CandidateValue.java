package io.github.consulleader.engine;

import java.util.List;
import java.util.Objects;

import io.github.consulleader.json.JsonCursor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What a process tells others of its candidacies. Advice: not being read never keeps it
 * from trying.
 *
 * @param instance display identity
 * @param address where people reach it
 * @param roles names of the roles it wants
 */
record CandidateValue(String instance, @Nullable String address, List<String> roles) implements StoredValue {

	CandidateValue {
		Objects.requireNonNull(instance);
		roles = List.copyOf(roles);
	}

	/** Its roles are many, and would drive out all texts that are often the same. */
	static CandidateValue read(JsonCursor json, StringInterner recent) {
		String instance = null;
		String address = null;
		List<String> roles = null;
		String name = json.enterObject() ? json.nextMember() : null;
		while (name != null) {
			switch (name) {
				case "instance" -> instance = json.text();
				case "address" -> address = json.text();
				case "roles" -> roles = json.texts();
				default -> {
					// Of a newer version.
				}
			}
			name = json.nextMember();
		}
		return new CandidateValue(recent.same(Objects.requireNonNull(instance)), address,
				Objects.requireNonNull(roles));
	}

	@Override
	public void write(JsonGenerator json) {
		json.writeStartObject();
		json.writeStringProperty("instance", this.instance);
		json.writeStringProperty("address", this.address);
		json.writeArrayPropertyStart("roles");
		this.roles.forEach(json::writeString);
		json.writeEndArray();
		json.writeEndObject();
	}

}
