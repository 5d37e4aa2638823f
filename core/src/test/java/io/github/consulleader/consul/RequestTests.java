package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is sent, letter by letter. */
class RequestTests {

	@Test
	void writesASession() {
		SessionSpec spec = new SessionSpec("leader \"x\"", Duration.ofSeconds(10), Duration.ofSeconds(2),
				List.of("serfHealth", "c1"));
		assertThat(RequestBody.of(spec)).isEqualTo("""
				{"Name":"leader \\"x\\"","TTL":"10s","LockDelay":"2000ms","Behavior":"delete",\
				"NodeChecks":["serfHealth","c1"]}""");
	}

	@Test
	void writesASessionWithoutChecksAsAnEmptyList() {
		SessionSpec spec = new SessionSpec("", Duration.ofSeconds(10), Duration.ZERO, List.of());
		assertThat(RequestBody.of(spec)).contains("\"LockDelay\":\"0ms\"").endsWith("\"NodeChecks\":[]}");
	}

	@Test
	void writesAServiceThatCarriesACheck() {
		CheckRegistration check = new CheckRegistration("id", "leader-app", "id-ttl", Duration.ofMillis(750),
				Duration.ofMinutes(1));
		assertThat(RequestBody.of(check)).isEqualTo("""
				{"Name":"leader-app","ID":"id","Check":{"CheckID":"id-ttl","TTL":"750ms",\
				"DeregisterCriticalServiceAfter":"60s"}}""");
	}

	@Test
	void writesEachOperation() {
		assertThat(RequestBody.of(List.of(new Operation.CheckIndex("a", 7), new Operation.CheckNotExists("b"),
				new Operation.CheckSession("c", "s"), new Operation.Lock("d", "s", "ü", 0x2ddccbc058a50c18L),
				new Operation.Unlock("e", "s", "", 0), new Operation.Set("f", "v", 0xe0f69a2baa414de0L),
				new Operation.Delete("g"))))
			.isEqualTo("""
					[{"KV":{"Verb":"check-index","Key":"a","Index":7}},\
					{"KV":{"Verb":"check-not-exists","Key":"b"}},\
					{"KV":{"Verb":"check-session","Key":"c","Session":"s"}},\
					{"KV":{"Verb":"lock","Key":"d","Session":"s","Value":"w7w=","Flags":3304740253564472344}},\
					{"KV":{"Verb":"unlock","Key":"e","Session":"s","Value":"","Flags":0}},\
					{"KV":{"Verb":"set","Key":"f","Value":"dg==","Flags":16210313421097356768}},\
					{"KV":{"Verb":"delete","Key":"g"}}]""");
	}

	@Test
	void encodesKeysButTheirSlashes() {
		assertThat(Target.ofKey("/v1/kv/", "leader/a b/ü%2F?#")).hasToString("/v1/kv/leader/a%20b/%C3%BC%252F%3F%23");
		assertThat(Target.of("/v1/agent/check/pass/", "a/b c")).hasToString("/v1/agent/check/pass/a%2Fb%20c");
	}

	@Test
	void joinsParameters() {
		assertThat(Target.of("/x").with("recurse").with("dc", null).with("dc", "dc 1").with("index", "7"))
			.hasToString("/x?recurse&dc=dc%201&index=7");
	}

	@Test
	void hidesTheQueryWhereACallIsNamed() {
		assertThat(new Call<>(RequestType.LIST, "GET", "/v1/kv/a?recurse&dc=dc1", null, Duration.ZERO,
				AnswerMapper::listed))
			.hasToString("GET /v1/kv/a");
	}

}
