package io.github.consulleader.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was asked of an agent, apart from its ports.
 *
 * @param mode what it is to its cluster
 * @param name node name
 * @param datacenter datacenter
 * @param address address that it binds to and answers on
 * @param bootstrapExpect number of servers that start Raft together
 * @param join addresses of agents to join, {@code address:port}
 * @param gossipKey base64 key of 32 bytes, or null for plain gossip
 * @param raftMultiplier scale of the Raft time-outs
 * @param logLevel what it logs
 * @param extraConfig further configuration, JSON or HCL, the later overriding the earlier
 * @param token ACL token for our own requests, or null
 * @param folder folder to keep, or null for a temporary one
 * @param needsLeader whether it is ready only when it has a leader
 * @param startTimeout how long it may take until ready
 * @param stopTimeout how long it may take to end by itself
 */
record AgentOptions(AgentMode mode, String name, String datacenter, String address, int bootstrapExpect,
		List<String> join, @Nullable String gossipKey, int raftMultiplier, String logLevel, List<String> extraConfig,
		@Nullable String token, @Nullable Path folder, boolean needsLeader, Duration startTimeout,
		Duration stopTimeout) {
}
