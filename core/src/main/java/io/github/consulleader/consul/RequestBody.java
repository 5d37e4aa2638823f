package io.github.consulleader.consul;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON that Consul is sent.
 */
final class RequestBody {

	private static final JsonMapper JSON = JsonMapper.shared();

	private RequestBody() {
	}

	static String of(SessionSpec spec) {
		return json(object("Name", spec.name(), "TTL", GoDuration.format(spec.ttl()), "LockDelay",
				lockDelay(spec.lockDelay()), "Behavior", "delete", "NodeChecks", spec.checks()));
	}

	/** Always with its unit: Consul reads small bare numbers as seconds. */
	private static String lockDelay(Duration lockDelay) {
		return lockDelay.toMillis() + "ms";
	}

	static String of(CheckRegistration registration) {
		return json(object("Name", registration.serviceName(), "ID", registration.serviceId(), "Check",
				object("CheckID", registration.checkId(), "TTL", GoDuration.format(registration.ttl()),
						"DeregisterCriticalServiceAfter", GoDuration.format(registration.deregisterAfter()))));
	}

	static String of(List<Operation> operations) {
		return json(operations.stream().map((operation) -> object("KV", verb(operation))).toList());
	}

	private static Map<String, Object> verb(Operation operation) {
		if (operation instanceof Operation.CheckIndex check) {
			return object("Verb", "check-index", "Key", check.key(), "Index", check.index());
		}
		if (operation instanceof Operation.CheckNotExists check) {
			return object("Verb", "check-not-exists", "Key", check.key());
		}
		if (operation instanceof Operation.CheckSession check) {
			return object("Verb", "check-session", "Key", check.key(), "Session", check.session());
		}
		if (operation instanceof Operation.Lock lock) {
			return object("Verb", "lock", "Key", lock.key(), "Session", lock.session(), "Value", base64(lock.value()),
					"Flags", unsigned(lock.flags()));
		}
		if (operation instanceof Operation.Unlock unlock) {
			return object("Verb", "unlock", "Key", unlock.key(), "Session", unlock.session(), "Value",
					base64(unlock.value()), "Flags", unsigned(unlock.flags()));
		}
		if (operation instanceof Operation.Set set) {
			return object("Verb", "set", "Key", set.key(), "Value", base64(set.value()), "Flags",
					unsigned(set.flags()));
		}
		return object("Verb", "delete", "Key", operation.key());
	}

	/** Jackson writes bytes as base64. */
	private static byte[] base64(String value) {
		return value.getBytes(StandardCharsets.UTF_8);
	}

	private static BigInteger unsigned(long flags) {
		return new BigInteger(Long.toUnsignedString(flags));
	}

	private static Map<String, Object> object(Object... namesAndValues) {
		Map<String, Object> object = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			object.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return object;
	}

	private static String json(Object value) {
		return JSON.writeValueAsString(value);
	}

}
