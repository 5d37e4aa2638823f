package io.github.consulleader.benchmarks.check;

import java.io.IOException;

import io.github.consulleader.benchmarks.contest.ConsulWire;
import tools.jackson.databind.json.JsonMapper;

/** What an agent thinks of its checks. */
final class Checks {

	private Checks() {
	}

	static boolean isPassing(ConsulWire agent, String id) throws IOException, InterruptedException {
		String body = agent.get("/v1/agent/checks").body();
		return JsonMapper.shared().readTree(body).path(id).path("Status").asString("").equals("passing");
	}

}
