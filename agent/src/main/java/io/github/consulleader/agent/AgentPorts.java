package io.github.consulleader.agent;

import java.util.stream.IntStream;

/**
 * The ports of one agent; -1 is off.
 *
 * @param http HTTP API, TCP
 * @param https HTTPS API, TCP
 * @param server server RPC, TCP
 * @param serfLan gossip, TCP and UDP
 */
record AgentPorts(int http, int https, int server, int serfLan) {

	IntStream all() {
		return IntStream.of(this.http, this.https, this.server, this.serfLan).filter((port) -> port > 0);
	}

}
