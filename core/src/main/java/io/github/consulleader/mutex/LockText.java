package io.github.consulleader.mutex;

import java.time.Duration;

import io.github.consulleader.json.Json;
import io.github.consulleader.json.JsonCursor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What we write into the value of a lock or ticket, for people and for whoever finds the
 * key without its session.
 *
 * @param instance display identity of the process
 * @param lockDelay how long nobody may enter after its session was lost
 */
record LockText(String instance, Duration lockDelay) {

	/** Consul honours no more, whatever somebody has written. */
	private static final long LONGEST_MILLIS = 60_000;

	String write() {
		return Json.write((json) -> {
			json.writeStartObject();
			json.writeStringProperty("instance", this.instance);
			json.writeNumberProperty("lockDelay", this.lockDelay.toMillis());
			json.writeEndObject();
		});
	}

	/** Reads a value, or returns {@code null} for what somebody else wrote. */
	static @Nullable LockText read(String value) {
		if (value.isEmpty()) {
			return null;
		}
		try {
			return Json.read(value, LockText::read);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static @Nullable LockText read(JsonCursor json) {
		String instance = null;
		Long lockDelay = null;
		String name = json.enterObject() ? json.nextMember() : null;
		while (name != null) {
			switch (name) {
				case "instance" -> instance = json.text();
				case "lockDelay" -> lockDelay = json.number();
				default -> {
					// Of a newer version.
				}
			}
			name = json.nextMember();
		}
		if (instance == null || lockDelay == null || lockDelay < 0) {
			return null;
		}
		return new LockText(instance, Duration.ofMillis(Math.min(lockDelay, LONGEST_MILLIS)));
	}

}
