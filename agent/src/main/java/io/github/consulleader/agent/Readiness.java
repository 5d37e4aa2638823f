package io.github.consulleader.agent;

import io.github.consulleader.agent.AgentHttp.Answer;

/**
 * Waits until an agent can be used: its own process answers, and it has a leader that
 * answers a quorum-checked read.
 */
final class Readiness {

	private final AgentOptions options;

	private final AgentHttp http;

	private final String mark;

	private final AgentProcess process;

	private final LogTail log;

	Readiness(AgentOptions options, AgentHttp http, String mark, AgentProcess process, LogTail log) {
		this.options = options;
		this.http = http;
		this.mark = mark;
		this.process = process;
		this.log = log;
	}

	/**
	 * Waits.
	 * @throws PortTakenException if it ended because a port was taken
	 * @throws ConsulAgentException if it ended for another reason, or was not ready in
	 * time
	 */
	void await() {
		Deadline deadline = Deadline.in(this.options.startTimeout());
		String missing = missing();
		while (!missing.isEmpty()) {
			if (!this.process.isAlive()) {
				throw ended();
			}
			if (deadline.isOver()) {
				throw new ConsulAgentException("%s was not ready within %s: %s; %s".formatted(name(), deadline.length(),
						missing, this.log.forMessage()));
			}
			deadline.pause();
			missing = missing();
		}
	}

	/** What is still missing, for messages, or empty. */
	private String missing() {
		Answer leader = this.http.get("/v1/status/leader");
		if (leader.is(0)) {
			return "nothing answers at " + this.http.address() + " (" + leader.body() + ")";
		}
		if (!this.mark.equals(leader.mark())) {
			return "another process answers at " + this.http.address();
		}
		if (!this.options.needsLeader()) {
			return "";
		}
		if (!leader.is(200) || leader.body().equals("\"\"")) {
			return "it has no leader (" + leader.status() + " " + leader.body() + ")";
		}
		Answer read = this.http.consistentRead();
		// 403 comes from the leader too: there are ACLs, and we have no token.
		return read.is(200, 404, 403) ? "" : "a consistent read answers " + read.status() + " " + read.body();
	}

	private ConsulAgentException ended() {
		String ending = this.process.ending();
		String message = name() + " ended " + ending + "; " + this.log.forMessage();
		return message.contains("address already in use") ? new PortTakenException(message)
				: new ConsulAgentException(message);
	}

	private String name() {
		return "The Consul agent " + this.options.name();
	}

}
