package io.github.consulleader.consul;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointTests {

	private static Endpoint endpoint(String address) {
		return new Endpoint(new ConsulConnection(URI.create(address), Duration.ofSeconds(1)));
	}

	@ParameterizedTest
	@CsvSource({ "http://a:8500, a:8500", "http://a, a:80", "HTTPS://a, a:443", "https://a:8501/b, a:8501",
			"http://[::1]:8500, [::1]:8500", "http://user:word@a:8500, a:8500" })
	void namesTheHost(String address, String authority) {
		assertThat(endpoint(address).authority()).isEqualTo(authority);
	}

	@Test
	void putsThePathOfTheAddressFirst() {
		assertThat(endpoint("http://a:8500").target("/v1/txn?dc=x")).isEqualTo("/v1/txn?dc=x");
		assertThat(endpoint("http://a:8500//").target("/v1/txn")).isEqualTo("/v1/txn");
		assertThat(endpoint("http://a:8500/con%20sul/").target("/v1/txn")).isEqualTo("/con%20sul/v1/txn");
	}

}
