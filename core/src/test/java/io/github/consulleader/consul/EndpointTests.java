package io.github.consulleader.consul;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EndpointTests {

	private static Endpoint endpoint(String address) {
		return new Endpoint(new ConsulConnection(URI.create(address), Duration.ofSeconds(1)));
	}

	@ParameterizedTest
	@CsvSource({ "http://a:8500, a:8500", "http://a, a:80", "HTTPS://a, a:443", "https://a:8501/b, a:8501",
			"http://[::1]:8500, [::1]:8500", "http://user:word@a:8500, a:8500", "http://my_consul:8500, my_consul:8500",
			"http://my_consul, my_consul:80", "http://127.0.0.1:8500, 127.0.0.1:8500" })
	@Tag("T17")
	void namesTheHost(String address, String authority) {
		assertThat(endpoint(address).authority()).isEqualTo(authority);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http:///x", "http://::1:8500", "http://a:99999", "http://a:b", "http://a%20b:8500" })
	@Tag("T17")
	void refusesWhatNamesNoHost(String address) {
		assertThatIllegalArgumentException().isThrownBy(() -> endpoint(address)).withMessageContaining(address);
		assertThat(ConsulConnection.isHttp(URI.create(address))).isFalse();
	}

	@Test
	@Tag("T17")
	void triesTheOtherAddressesOfAName() throws IOException {
		InetAddress[] addresses = { InetAddress.getAllByName("127.0.0.2")[0], InetAddress.getAllByName("::1")[0],
				InetAddress.getAllByName("127.0.0.1")[0] };
		List<Socket> sockets = new ArrayList<>();
		Endpoint endpoint;
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getAllByName("127.0.0.1")[0])) {
			endpoint = new Endpoint(new ConsulConnection(URI.create("http://my_consul:" + server.getLocalPort()),
					Duration.ofSeconds(30)), (host) -> addresses);
			endpoint.connect(() -> add(sockets), new DefaultBHttpClientConnection(Http1Config.DEFAULT));
			assertThat(sockets).hasSize(3);
			assertThat(sockets.subList(0, 2)).allMatch(Socket::isClosed);
			assertThat(sockets.get(2).isConnected()).isTrue();
			endpoint.connect(() -> add(sockets), new DefaultBHttpClientConnection(Http1Config.DEFAULT));
			assertThat(sockets).as("the one that answered comes first").hasSize(4);
		}
		assertThatExceptionOfType(ConnectException.class).isThrownBy(
				() -> endpoint.connect(() -> add(sockets), new DefaultBHttpClientConnection(Http1Config.DEFAULT)));
		assertThat(sockets).hasSize(7);
		sockets.get(2).close();
		sockets.get(3).close();
	}

	private static Socket add(List<Socket> sockets) {
		Socket socket = new Socket();
		sockets.add(socket);
		return socket;
	}

	@Test
	void putsThePathOfTheAddressFirst() {
		assertThat(endpoint("http://a:8500").target("/v1/txn?dc=x")).isEqualTo("/v1/txn?dc=x");
		assertThat(endpoint("http://a:8500//").target("/v1/txn")).isEqualTo("/v1/txn");
		assertThat(endpoint("http://a:8500/con%20sul/").target("/v1/txn")).isEqualTo("/con%20sul/v1/txn");
	}

}
