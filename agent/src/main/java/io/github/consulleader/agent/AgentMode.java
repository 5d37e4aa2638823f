package io.github.consulleader.agent;

/**
 * What an agent is to its cluster.
 */
enum AgentMode {

	/** A server by itself that keeps everything in memory; has a leader at once. */
	DEV,

	/** A server with its state on disk. */
	SERVER,

	/** No server; passes requests on to them. */
	CLIENT

}
