package io.github.consulleader.spring.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * How to reach Consul. A bean of this type replaces {@code consul.leader.url} and
 * {@code spring.cloud.consul}.
 */
public interface ConsulLeaderConnectionDetails extends ConnectionDetails {

	/**
	 * Returns the address of an agent's HTTP API.
	 * @return scheme, host, port and optional path
	 */
	URI getUrl();

	/**
	 * Returns what {@code https} trusts and shows.
	 * @return the bundle, or {@code null} for the platform's
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

	/**
	 * Returns the ACL token. Asked before each request, by any thread.
	 * @return the token, or {@code null} to send none
	 */
	default @Nullable String getToken() {
		return null;
	}

	/**
	 * Returns the datacenter that the agent must be in.
	 * @return its name, or {@code null} for any
	 */
	default @Nullable String getDatacenter() {
		return null;
	}

}
