package io.github.consulleader.sample.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks whether a Consul answers at an address. For people only: the election asks for
 * itself.
 *
 * @param address base address of the HTTP API
 * @param http asks
 */
record ConsulProbe(URI address, HttpClient http) {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final Pattern VERSION = Pattern.compile("\"Version\":\\s*\"([^\"]+)\"");

	ConsulProbe(URI address) {
		this(address, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build());
	}

	/** What an address has to say. */
	enum Finding {

		/** A Consul that has a leader. */
		CONSUL,

		/** A Consul that has none. */
		LEADERLESS,

		/** Something else. */
		STRANGER,

		/** Nothing. */
		NOBODY

	}

	Finding look() throws InterruptedException {
		try {
			HttpResponse<String> answer = get("/v1/status/leader");
			if (answer.statusCode() == 200 && answer.body().strip().startsWith("\"")) {
				return answer.body().strip().equals("\"\"") ? Finding.LEADERLESS : Finding.CONSUL;
			}
			return Finding.STRANGER;
		}
		catch (IOException ex) {
			return Finding.NOBODY;
		}
	}

	/** The version, or empty if it is not told without a token. */
	String version() throws InterruptedException {
		try {
			Matcher matcher = VERSION.matcher(get("/v1/agent/self").body());
			return matcher.find() ? matcher.group(1) : "";
		}
		catch (IOException ex) {
			return "";
		}
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(this.address.resolve(path)).timeout(PATIENCE).build(),
				HttpResponse.BodyHandlers.ofString());
	}

}
