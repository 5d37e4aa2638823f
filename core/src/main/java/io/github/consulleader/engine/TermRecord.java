package io.github.consulleader.engine;

import java.util.List;
import java.util.Objects;

import io.github.consulleader.json.JsonCursor;
import tools.jackson.core.JsonGenerator;

/**
 * The permanent trace of a role's terms: what a candidate must know to take the role
 * safely.
 *
 * @param n counts terms up from 1; makes every write a change, because writing an
 * identical value does not move the index
 * @param session the session that began the term
 * @param instance display identity of its process
 * @param lockDelay that session's lock-delay in milliseconds: how long a candidate
 * watches the lock without a holder
 * @param released whether the term was released cleanly, after its work had stopped
 * @param next ids of the sessions that are to try first, in order
 */
record TermRecord(long n, String session, String instance, long lockDelay, boolean released,
		List<String> next) implements StoredValue {

	TermRecord {
		Objects.requireNonNull(session);
		Objects.requireNonNull(instance);
		next = List.copyOf(next);
	}

	TermRecord release(List<String> successors) {
		return new TermRecord(this.n, this.session, this.instance, this.lockDelay, true, successors);
	}

	static TermRecord read(JsonCursor json, StringInterner recent) {
		Long n = null;
		String session = null;
		String instance = null;
		Long lockDelay = null;
		Boolean released = null;
		List<String> next = null;
		String name = json.enterObject() ? json.nextMember() : null;
		while (name != null) {
			switch (name) {
				case "n" -> n = json.number();
				case "session" -> session = json.text();
				case "instance" -> instance = json.text();
				case "lockDelay" -> lockDelay = json.number();
				case "released" -> released = json.flag();
				case "next" -> next = json.texts();
				default -> {
					// Of a newer version.
				}
			}
			name = json.nextMember();
		}
		return new TermRecord(Objects.requireNonNull(n), recent.same(Objects.requireNonNull(session)),
				recent.same(Objects.requireNonNull(instance)), Objects.requireNonNull(lockDelay),
				Objects.requireNonNull(released), recent.same(Objects.requireNonNull(next)));
	}

	@Override
	public void write(JsonGenerator json) {
		json.writeStartObject();
		json.writeNumberProperty("n", this.n);
		json.writeStringProperty("session", this.session);
		json.writeStringProperty("instance", this.instance);
		json.writeNumberProperty("lockDelay", this.lockDelay);
		json.writeBooleanProperty("released", this.released);
		json.writeArrayPropertyStart("next");
		this.next.forEach(json::writeString);
		json.writeEndArray();
		json.writeEndObject();
	}

}
