package io.github.consulleader;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What people do to Consul over its HTTP API, past the product. */
final class OperatorApi {

	private final HttpClient client = HttpClient.newHttpClient();

	private final URI consul;

	private final String token;

	OperatorApi(URI consul) {
		this(consul, "");
	}

	OperatorApi(URI consul, String token) {
		this.consul = consul;
		this.token = token;
	}

	String get(String path) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(this.consul.resolve(path)).GET());
	}

	String put(String path, String body) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(this.consul.resolve(path)).PUT(BodyPublishers.ofString(body)));
	}

	String delete(String path) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(this.consul.resolve(path)).DELETE());
	}

	private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
		if (!this.token.isEmpty()) {
			request.header("X-Consul-Token", this.token);
		}
		HttpResponse<String> response = this.client.send(request.timeout(Duration.ofSeconds(20)).build(),
				HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() / 100 != 2 && response.statusCode() != 404) {
			throw new IOException(response.statusCode() + " " + response.body());
		}
		return response.body();
	}

}
