package io.github.consulleader.consul;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * How to reach Consul.
 *
 * @param address scheme, host, port and optional path of an agent's HTTP API, such as
 * {@code http://localhost:8500}; the host is an IP address, or a name, with underscores
 * if need be, whose addresses are tried one after the other
 * @param token asked before each request for the ACL token to send, so that a rotated one
 * is picked up; {@code null} sends none
 * @param datacenter the datacenter that the agent must be in, or {@code null} for
 * whichever it is in
 * @param sslContext for {@code https}, or {@code null} for the platform's
 * @param requestTimeout how long an answer is waited for
 * @param agentCheck whether sessions hang on a check at the agent that answers. Without,
 * a process that died is noticed by the session's TTL alone; needed where requests reach
 * several agents in turn, as behind a load balancer, which is noticed, too
 */
public record ConsulConnection(URI address, Supplier<@Nullable String> token, @Nullable String datacenter,
		@Nullable SSLContext sslContext, Duration requestTimeout, boolean agentCheck) {

	/**
	 * Describes one agent.
	 * @param address its HTTP API
	 * @param token asked before each request for the ACL token to send; {@code null}
	 * sends none
	 * @param datacenter the datacenter that it must be in, or {@code null}
	 * @param sslContext for {@code https}, or {@code null} for the platform's
	 * @param requestTimeout how long an answer is waited for
	 */
	public ConsulConnection(URI address, Supplier<@Nullable String> token, @Nullable String datacenter,
			@Nullable SSLContext sslContext, Duration requestTimeout) {
		this(address, token, datacenter, sslContext, requestTimeout, true);
	}

	/**
	 * Describes an agent without token or TLS.
	 * @param address its HTTP API
	 * @param requestTimeout how long an answer is waited for
	 */
	public ConsulConnection(URI address, Duration requestTimeout) {
		this(address, () -> null, null, null, requestTimeout);
	}

	/**
	 * Returns whether an address can be one of Consul's.
	 * @param address any
	 * @return whether its scheme is http or https and it names a host
	 */
	public static boolean isHttp(URI address) {
		String scheme = address.getScheme();
		return scheme != null && scheme.matches("(?i)https?") && Authority.of(address) != null;
	}

	/** Leaves out the token. */
	@Override
	public String toString() {
		return "Consul at " + this.address + ((this.datacenter != null) ? " in " + this.datacenter : "");
	}

}
