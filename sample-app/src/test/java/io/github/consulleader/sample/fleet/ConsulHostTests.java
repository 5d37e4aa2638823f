package io.github.consulleader.sample.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

import com.sun.net.httpserver.HttpServer;
import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.sample.fleet.ConsulView.State;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsulHostTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Test
	void takesTheOneThatIsThereAndLeavesItAlone() {
		try (ConsulAgent agent = ConsulAgent.dev()) {
			try (ConsulHost host = new ConsulHost(agent.httpAddress())) {
				ConsulView view = await(host, State.RUNNING);
				assertThat(view.ours()).isFalse();
				assertThat(view.version()).isNotEmpty();
				host.stop();
			}
			assertThat(agent.isAlive()).isTrue();
		}
	}

	@Test
	void seesThatTheOneThatIsThereGoesAndComes() {
		try (ConsulAgent agent = ConsulAgent.dev(); ConsulHost host = new ConsulHost(agent.httpAddress())) {
			await(host, State.RUNNING);
			agent.kill();
			Awaitility.await().atMost(PATIENCE).until(() -> host.view().state() == State.AWAY);
			agent.start();
			Awaitility.await().atMost(PATIENCE).until(() -> host.view().state() == State.RUNNING);
		}
	}

	@Test
	void startsOneWhereNoneAnswersAndEndsIt() throws IOException {
		long pid;
		try (ConsulHost host = new ConsulHost(URI.create("http://localhost:" + FreePort.find()))) {
			ConsulView view = await(host, State.RUNNING);
			assertThat(view.ours()).isTrue();
			pid = view.pid();
			assertThat(ProcessHandle.of(pid)).isPresent();
		}
		assertThat(ProcessHandle.of(pid)).isEmpty();
	}

	@Test
	void namesThePropertyWhereSomethingElseAnswers() throws IOException {
		HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		stranger.start();
		try (ConsulHost host = new ConsulHost(URI.create("http://localhost:" + stranger.getAddress().getPort()))) {
			assertThat(await(host, State.FAILED).note()).contains("no Consul").contains("spring.cloud.consul.port");
		}
		finally {
			stranger.stop(0);
		}
	}

	@Test
	void namesThePropertyWhereNoneCanBeStarted() {
		try (ConsulHost host = new ConsulHost(URI.create("http://consul.invalid:8500"))) {
			assertThat(await(host, State.FAILED).note()).contains("http://consul.invalid:8500")
				.contains("spring.cloud.consul.host");
		}
	}

	private static ConsulView await(ConsulHost host, State state) {
		host.begin(() -> {
		});
		Awaitility.await(state.name()).atMost(PATIENCE).until(() -> host.view().state() == state);
		return host.view();
	}

}
