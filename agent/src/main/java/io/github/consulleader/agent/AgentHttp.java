package io.github.consulleader.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Asks whatever listens on an agent's address.
 *
 * @param address base address
 * @param token ACL token, or null
 */
record AgentHttp(URI address, @Nullable String token) {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	/**
	 * An answer, or the lack of one.
	 *
	 * @param status HTTP status, 0 if nothing answered
	 * @param body the answer, or what went wrong
	 * @param mark the mark of the process that answered
	 */
	record Answer(int status, String body, @Nullable String mark) {

		boolean is(int... statuses) {
			for (int each : statuses) {
				if (each == this.status) {
					return true;
				}
			}
			return false;
		}

	}

	Answer get(String path) {
		try {
			HttpURLConnection connection = (HttpURLConnection) this.address.resolve(path)
				.toURL()
				.openConnection(Proxy.NO_PROXY);
			connection.setConnectTimeout((int) TIMEOUT.toMillis());
			connection.setReadTimeout((int) TIMEOUT.toMillis());
			if (this.token != null) {
				connection.setRequestProperty("X-Consul-Token", this.token);
			}
			int status = connection.getResponseCode();
			try (InputStream in = (status < 400) ? connection.getInputStream() : connection.getErrorStream()) {
				String body = (in != null) ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : "";
				return new Answer(status, body.strip(), connection.getHeaderField(ConfigFiles.ANSWER_MARK));
			}
		}
		catch (IOException ex) {
			return new Answer(0, ex.toString(), null);
		}
	}

	/** The server RPC address of the leader as this agent believes, or empty. */
	String believedLeader() {
		Answer answer = get("/v1/status/leader");
		return answer.is(200) ? answer.body().replace("\"", "") : "";
	}

	/**
	 * Asks the leader, who asks a quorum before it answers; a refusal is an answer too.
	 */
	Answer consistentRead() {
		return get("/v1/kv/consul-leader-agent-ready?consistent");
	}

	boolean isQuorumChecked() {
		return consistentRead().is(200, 404, 403);
	}

}
