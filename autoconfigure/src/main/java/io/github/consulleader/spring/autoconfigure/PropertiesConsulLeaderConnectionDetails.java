package io.github.consulleader.spring.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * A connection as properties describe it.
 *
 * @param url the agent's HTTP API
 * @param sslBundle for https, or {@code null}
 * @param datacenter the datacenter that the agent must be in, or {@code null}
 * @param token where the token is
 */
record PropertiesConsulLeaderConnectionDetails(URI url, @Nullable SslBundle sslBundle, @Nullable String datacenter,
		ConsulToken token) implements ConsulLeaderConnectionDetails {

	/** Where Consul's agent listens if nobody says otherwise. */
	static final URI DEFAULT_URL = URI.create("http://localhost:8500");

	@Override
	public URI getUrl() {
		return this.url;
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.sslBundle;
	}

	@Override
	public @Nullable String getDatacenter() {
		return this.datacenter;
	}

	@Override
	public @Nullable String getToken() {
		return this.token.get();
	}

}
