package io.github.consulleader.consul;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.consulleader.agent.ConsulAgent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An agent that denies what it was not told to allow. */
@Tag("wire")
class HttpConsulAclTests {

	private static final String MANAGEMENT = UUID.randomUUID().toString();

	private static final SessionSpec SESSION = new SessionSpec("acl", Duration.ofSeconds(10), Duration.ofMillis(100),
			List.of());

	private static final List<Operation> WRITE = List.of(new Operation.Set("leader/app/a", "v", 0));

	private static ConsulAgent agent;

	private static URI address;

	private static JsonNode worker;

	@BeforeAll
	static void start() throws Exception {
		agent = ConsulAgent.builder().token(MANAGEMENT).config("""
				acl { enabled = true, default_policy = "deny", tokens { master = "%s" } }
				""".formatted(MANAGEMENT)).start();
		address = TestConsul.wired(agent.httpAddress());
		worker = token("worker", """
				session_prefix "" { policy = "write" }
				key_prefix "leader/app/" { policy = "write" }
				service "leader-app" { policy = "write" }
				""");
	}

	@AfterAll
	static void stop() {
		agent.close();
	}

	private static JsonNode token(String name, String rules) throws IOException, InterruptedException {
		JsonMapper json = JsonMapper.shared();
		put("/v1/acl/policy", json.createObjectNode().put("Name", name).put("Rules", rules).toString());
		return json.readTree(put("/v1/acl/token", "{\"Policies\":[{\"Name\":\"" + name + "\"}]}"));
	}

	private static String put(String path, String body) throws IOException, InterruptedException {
		return manage(path, HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString(body)));
	}

	private static String manage(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(request.uri(URI.create(agent.httpAddress() + path)).header("X-Consul-Token", MANAGEMENT).build(),
					HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	private static HttpConsul client(String token) {
		return new HttpConsul(new ConsulConnection(address, () -> token, "dc1", null, Duration.ofSeconds(10)));
	}

	private static <T> Answer<T> answer(CompletableFuture<Answer<T>> future) {
		return future.orTimeout(30, TimeUnit.SECONDS).join();
	}

	private static void denied(CompletableFuture<? extends Answer<?>> future, String words) {
		assertThat(future.orTimeout(30, TimeUnit.SECONDS).join()).isInstanceOfSatisfying(Answer.Refused.class,
				(refused) -> {
					assertThat(refused.refusal()).isEqualTo(Refusal.DENIED);
					assertThat(refused.detail()).contains(words);
				});
	}

	private static CheckRegistration check(String service) {
		String id = service + "-" + UUID.randomUUID();
		return new CheckRegistration(id, service, id + "-ttl", Duration.ofSeconds(30), Duration.ofMinutes(1));
	}

	@Test
	void doesAllThatALeaderNeedsWithTheRightsForIt() {
		try (HttpConsul consul = client(worker.path("SecretID").asString())) {
			CheckRegistration check = check("leader-app");
			assertThat(answer(consul.register(check))).isInstanceOf(Answer.Done.class);
			assertThat(answer(consul.pass(check.checkId()))).isInstanceOf(Answer.Done.class);
			Answer<String> session = answer(consul.createSession(SESSION));
			assertThat(session).isInstanceOf(Answer.Done.class);
			assertThat(answer(consul.renewSession(((Answer.Done<String>) session).value())))
				.isInstanceOf(Answer.Done.class);
			assertThat(answer(consul.transact(WRITE))).isInstanceOf(Answer.Done.class);
			assertThat(answer(consul.list("leader/app/", Consistency.QUORUM))).isInstanceOfSatisfying(Answer.Done.class,
					(done) -> assertThat(((Listing) done.value()).entries()).isNotEmpty());
			assertThat(answer(consul.deregister(check.serviceId()))).isInstanceOf(Answer.Done.class);
		}
	}

	@Test
	void seesThatACheckOrServiceIsMissingThoughTheAgentLooksForItBeforeTheRightToIt() {
		try (HttpConsul consul = client(MANAGEMENT)) {
			assertThat(answer(consul.pass("nobody-knows-it"))).isInstanceOfSatisfying(Answer.Refused.class,
					(refused) -> assertThat(refused.refusal()).isEqualTo(Refusal.CHECK_MISSING));
			assertThat(answer(consul.deregister("nobody-knows-it"))).isInstanceOf(Answer.Done.class);
		}
	}

	@Test
	void isDeniedWhatItHasNoRightFor() {
		try (HttpConsul consul = client(worker.path("SecretID").asString())) {
			denied(consul.self(), "Permission denied");
			denied(consul.register(check("other-app")), "service:write");
			denied(consul.transact(List.of(new Operation.Set("other/a", "v", 0))), "Permission denied");
		}
	}

	@Test
	void isDeniedEverythingWithoutAToken() {
		try (HttpConsul consul = client("")) {
			denied(consul.self(), "Permission denied");
			denied(consul.createSession(SESSION), "Permission denied");
			denied(consul.transact(WRITE), "Permission denied");
			denied(consul.register(check("leader-app")), "Permission denied");
		}
	}

	@Test
	void cannotTellAKeyThatItMayNotReadFromNone() {
		try (HttpConsul reader = client(""); HttpConsul writer = client(worker.path("SecretID").asString())) {
			assertThat(answer(writer.transact(WRITE))).isInstanceOf(Answer.Done.class);
			assertThat(answer(reader.list("leader/app/", Consistency.QUORUM))).isInstanceOfSatisfying(Answer.Done.class,
					(done) -> assertThat(((Listing) done.value()).entries()).isEmpty());
		}
	}

	@Test
	void isDeniedWithATokenThatNobodyKnows() {
		try (HttpConsul consul = client(UUID.randomUUID().toString())) {
			denied(consul.self(), "ACL not found");
			denied(consul.createSession(SESSION), "ACL not found");
			denied(consul.transact(WRITE), "ACL not found");
			denied(consul.list("leader/app/", Consistency.QUORUM), "ACL not found");
			denied(consul.register(check("leader-app")), "ACL not found");
			denied(consul.pass("x"), "ACL not found");
			denied(consul.renewSession(UUID.randomUUID().toString()), "ACL not found");
		}
	}

	@Test
	@Tag("F38")
	void takesARotatedTokenAndIsDeniedWithADeletedOne() throws Exception {
		JsonNode old = token("old", "key_prefix \"leader/app/\" { policy = \"write\" }");
		AtomicReference<String> current = new AtomicReference<>(old.path("SecretID").asString());
		try (HttpConsul consul = new HttpConsul(
				new ConsulConnection(address, current::get, "dc1", null, Duration.ofSeconds(10)))) {
			assertThat(answer(consul.transact(WRITE))).isInstanceOf(Answer.Done.class);
			int version = consul.tokenVersion();
			manage("/v1/acl/token/" + old.path("AccessorID").asString(), HttpRequest.newBuilder().DELETE());
			await().atMost(Duration.ofSeconds(60))
				.until(() -> answer(consul.transact(WRITE)) instanceof Answer.Refused);
			denied(consul.transact(WRITE), "ACL not found");
			assertThat(consul.tokenVersion()).isEqualTo(version);
			current.set(worker.path("SecretID").asString());
			assertThat(answer(consul.transact(WRITE))).isInstanceOf(Answer.Done.class);
			assertThat(consul.tokenVersion()).isNotEqualTo(version);
		}
	}

}
