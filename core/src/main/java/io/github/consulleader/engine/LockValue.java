package io.github.consulleader.engine;

import java.util.List;
import java.util.Objects;

import io.github.consulleader.json.JsonCursor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

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
record LockValue(String instance, @Nullable String address, long since,
		List<String> successors) implements StoredValue {

	LockValue {
		Objects.requireNonNull(instance);
		successors = List.copyOf(successors);
	}

	LockValue withSuccessors(List<String> list) {
		return new LockValue(this.instance, this.address, this.since, list);
	}

	static LockValue read(JsonCursor json, StringInterner recent) {
		String instance = null;
		String address = null;
		Long since = null;
		List<String> successors = null;
		String name = json.enterObject() ? json.nextMember() : null;
		while (name != null) {
			switch (name) {
				case "instance" -> instance = json.text();
				case "address" -> address = json.text();
				case "since" -> since = json.number();
				case "successors" -> successors = json.texts();
				default -> {
					// Of a newer version.
				}
			}
			name = json.nextMember();
		}
		return new LockValue(recent.same(Objects.requireNonNull(instance)),
				(address != null) ? recent.same(address) : null, Objects.requireNonNull(since),
				recent.same(Objects.requireNonNull(successors)));
	}

	@Override
	public void write(JsonGenerator json) {
		json.writeStartObject();
		json.writeStringProperty("instance", this.instance);
		json.writeStringProperty("address", this.address);
		json.writeNumberProperty("since", this.since);
		json.writeArrayPropertyStart("successors");
		this.successors.forEach(json::writeString);
		json.writeEndArray();
		json.writeEndObject();
	}

}
