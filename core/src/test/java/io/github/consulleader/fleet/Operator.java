package io.github.consulleader.fleet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * Somebody with a shell and the best intentions.
 */
final class Operator {

	private static final Pattern SESSION = Pattern.compile("\"Session\": ?\"([0-9a-f-]{36})\"");

	private static final Pattern INDEX = Pattern.compile("\"ModifyIndex\": ?([0-9]+)");

	private static final Pattern SUCCESSORS = Pattern.compile("\"successors\": ?\\[([^\\]]*)\\]");

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Supplier<URI> consul;

	private final String scope;

	private final @Nullable String token;

	/**
	 * Comes to a Consul that lets anybody do everything.
	 * @param consul an agent that answers
	 * @param scope of the fleet
	 */
	Operator(Supplier<URI> consul, String scope) {
		this(consul, scope, null);
	}

	/**
	 * Comes to a Consul.
	 * @param consul an agent that answers
	 * @param scope of the fleet
	 * @param token ACL token, or {@code null}
	 */
	Operator(Supplier<URI> consul, String scope, @Nullable String token) {
		this.consul = consul;
		this.scope = scope;
		this.token = token;
	}

	/**
	 * What Consul said.
	 *
	 * @param status HTTP status
	 * @param body the answer
	 */
	record Reply(int status, String body) {

		boolean isOk() {
			return this.status == 200;
		}

	}

	void deleteLock(String role) {
		ask("DELETE", "/v1/kv/" + key(role, "lock"), BodyPublishers.noBody());
	}

	void deleteRecord(String role) {
		ask("DELETE", "/v1/kv/" + key(role, "term"), BodyPublishers.noBody());
	}

	/** The session that holds a role. */
	Optional<String> holder(String role) {
		HttpResponse<byte[]> response = send("GET", "/v1/kv/" + key(role, "lock") + "?consistent",
				BodyPublishers.noBody());
		Matcher session = SESSION.matcher(new String(response.body(), StandardCharsets.UTF_8));
		return session.find() ? Optional.of(session.group(1)) : Optional.empty();
	}

	/** Waits until another term than that of a token has been recorded. */
	void awaitRecordAfter(String role, long token) {
		await().atMost(Fleet.PATIENCE).until(() -> recordIndex(role) > token);
	}

	/** The token of the latest term, whoever knows of it. */
	private long recordIndex(String role) {
		HttpResponse<byte[]> response = send("GET", "/v1/kv/" + key(role, "term") + "?consistent",
				BodyPublishers.noBody());
		Matcher index = INDEX.matcher(new String(response.body(), StandardCharsets.UTF_8));
		return index.find() ? Long.parseLong(index.group(1)) : 0;
	}

	/** How many successors the worker has named. */
	int successors(String role) {
		HttpResponse<byte[]> response = send("GET", "/v1/kv/" + key(role, "lock") + "?raw", BodyPublishers.noBody());
		Matcher named = SUCCESSORS.matcher(new String(response.body(), StandardCharsets.UTF_8));
		return named.find() ? (int) named.group(1).chars().filter((c) -> c == '"').count() / 2 : 0;
	}

	/** How many take part in some role. */
	int candidates() {
		Reply keys = send("GET", "/v1/kv/leader/" + this.scope + "/candidates/?keys", "");
		return keys.isOk() ? (int) keys.body().chars().filter((c) -> c == '"').count() / 2 : 0;
	}

	void destroySession(String session) {
		ask("PUT", "/v1/session/destroy/" + session, BodyPublishers.noBody());
	}

	byte[] saveSnapshot() {
		return ask("GET", "/v1/snapshot", BodyPublishers.noBody());
	}

	void restoreSnapshot(byte[] snapshot) {
		ask("PUT", "/v1/snapshot", BodyPublishers.ofByteArray(snapshot));
	}

	/** Asks for something else, and gets it. */
	String ask(String method, String path, String body) {
		return new String(ask(method, path, BodyPublishers.ofString(body)), StandardCharsets.UTF_8);
	}

	/** Asks for something else. */
	Reply send(String method, String path, String body) {
		HttpResponse<byte[]> response = send(method, path, BodyPublishers.ofString(body));
		return new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
	}

	private String key(String role, String name) {
		return "leader/" + this.scope + "/roles/" + role + "/" + name;
	}

	private byte[] ask(String method, String path, BodyPublisher body) {
		HttpResponse<byte[]> response = send(method, path, body);
		if (response.statusCode() != 200) {
			throw new IllegalStateException(method + " " + path + " was answered by " + response.statusCode());
		}
		return response.body();
	}

	private HttpResponse<byte[]> send(String method, String path, BodyPublisher body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.consul.get().resolve(path))
			.timeout(Duration.ofSeconds(20))
			.method(method, body);
		if (this.token != null) {
			request.header("X-Consul-Token", this.token);
		}
		return this.client.sendAsync(request.build(), BodyHandlers.ofByteArray()).join();
	}

}
