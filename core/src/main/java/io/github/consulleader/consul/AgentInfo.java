package io.github.consulleader.consul;

/**
 * Who the agent is that answers.
 *
 * @param node its node's name
 * @param datacenter its datacenter
 * @param version its version, such as {@code 1.8.7}
 */
public record AgentInfo(String node, String datacenter, String version) {
}
