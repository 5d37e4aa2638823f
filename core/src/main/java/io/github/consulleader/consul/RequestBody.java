package io.github.consulleader.consul;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.consulleader.json.Json;
import tools.jackson.core.JsonGenerator;

/**
 * The JSON that Consul is sent.
 */
final class RequestBody {

	private RequestBody() {
	}

	static String of(SessionSpec spec) {
		return Json.write((json) -> {
			json.writeStartObject();
			json.writeStringProperty("Name", spec.name());
			json.writeStringProperty("TTL", GoDuration.format(spec.ttl()));
			json.writeStringProperty("LockDelay", lockDelay(spec.lockDelay()));
			json.writeStringProperty("Behavior", behavior(spec.behavior()));
			json.writeArrayPropertyStart("NodeChecks");
			spec.checks().forEach(json::writeString);
			json.writeEndArray();
			json.writeEndObject();
		});
	}

	private static String behavior(SessionSpec.Behavior behavior) {
		return switch (behavior) {
			case DELETE -> "delete";
			case RELEASE -> "release";
		};
	}

	/** Always with its unit: Consul reads small bare numbers as seconds. */
	private static String lockDelay(Duration lockDelay) {
		return lockDelay.toMillis() + "ms";
	}

	static String of(CheckRegistration registration) {
		return Json.write((json) -> {
			json.writeStartObject();
			json.writeStringProperty("Name", registration.serviceName());
			json.writeStringProperty("ID", registration.serviceId());
			json.writeObjectPropertyStart("Check");
			json.writeStringProperty("CheckID", registration.checkId());
			json.writeStringProperty("TTL", GoDuration.format(registration.ttl()));
			json.writeStringProperty("DeregisterCriticalServiceAfter",
					GoDuration.format(registration.deregisterAfter()));
			json.writeEndObject();
			json.writeEndObject();
		});
	}

	static String of(List<Operation> operations) {
		return Json.write((json) -> {
			json.writeStartArray();
			for (Operation operation : operations) {
				json.writeStartObject();
				json.writeObjectPropertyStart("KV");
				write(operation, json);
				json.writeEndObject();
				json.writeEndObject();
			}
			json.writeEndArray();
		});
	}

	private static void write(Operation operation, JsonGenerator json) {
		if (operation instanceof Operation.CheckIndex check) {
			verb("check-index", operation, json);
			json.writeNumberProperty("Index", check.index());
		}
		else if (operation instanceof Operation.CheckNotExists) {
			verb("check-not-exists", operation, json);
		}
		else if (operation instanceof Operation.CheckSession check) {
			verb("check-session", operation, json);
			json.writeStringProperty("Session", check.session());
		}
		else if (operation instanceof Operation.Lock lock) {
			verb("lock", operation, json);
			json.writeStringProperty("Session", lock.session());
			value(lock.value(), lock.flags(), json);
		}
		else if (operation instanceof Operation.Unlock unlock) {
			verb("unlock", operation, json);
			json.writeStringProperty("Session", unlock.session());
			value(unlock.value(), unlock.flags(), json);
		}
		else if (operation instanceof Operation.Set set) {
			verb("set", operation, json);
			value(set.value(), set.flags(), json);
		}
		else {
			verb("delete", operation, json);
		}
	}

	private static void verb(String verb, Operation operation, JsonGenerator json) {
		json.writeStringProperty("Verb", verb);
		json.writeStringProperty("Key", operation.key());
	}

	/** Jackson writes bytes as base64. */
	private static void value(String value, long flags, JsonGenerator json) {
		json.writeBinaryProperty("Value", value.getBytes(StandardCharsets.UTF_8));
		json.writeNumberProperty("Flags", new BigInteger(Long.toUnsignedString(flags)));
	}

}
