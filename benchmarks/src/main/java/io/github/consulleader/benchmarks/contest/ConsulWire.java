package io.github.consulleader.benchmarks.contest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Consul by the JDK's client and nothing else: what everything on Consul is held against.
 */
public final class ConsulWire {

	private static final Pattern ID = Pattern.compile("\"ID\": *\"([^\"]+)\"");

	private final URI address;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/**
	 * Chooses an agent.
	 * @param address its HTTP API
	 */
	public ConsulWire(URI address) {
		this.address = address;
	}

	/**
	 * Creates a session without TTL or check of its own.
	 * @return its id
	 */
	public String createSession() throws IOException, InterruptedException {
		String body = put("/v1/session/create", "{\"LockDelay\": \"0s\", \"Behavior\": \"delete\"}").body();
		Matcher id = ID.matcher(body);
		if (!id.find()) {
			throw new IOException("No session: " + body);
		}
		return id.group(1);
	}

	/**
	 * Sends a PUT.
	 * @param path with its query
	 * @param body the value
	 * @return the answer
	 */
	public HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
		return checked(this.client.send(HttpRequest.newBuilder(this.address.resolve(path))
			.PUT(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
			.build(), BodyHandlers.ofString()));
	}

	/**
	 * Sends a GET; of a key, 404 is an answer.
	 * @param path with its query
	 * @return the answer
	 */
	public HttpResponse<String> get(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.address.resolve(path)).build();
		HttpResponse<String> answer = this.client.send(request, BodyHandlers.ofString());
		return (answer.statusCode() == 404) ? answer : checked(answer);
	}

	private static HttpResponse<String> checked(HttpResponse<String> answer) throws IOException {
		if (answer.statusCode() != 200) {
			throw new IOException(
					answer.request().uri() + " was answered by " + answer.statusCode() + ": " + answer.body());
		}
		return answer;
	}

}
