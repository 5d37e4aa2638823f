package io.github.consulleader.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ConsulAgentTests {

	@Test
	void isReadyAtOnceAndLeavesNothing() {
		ConsulAgent agent = ConsulAgent.dev();
		Path folder;
		try (agent) {
			folder = folder(agent);
			assertThat(folder).isDirectory();
			assertThat(agent.isAlive()).isTrue();
			assertThat(agent.consul("kv", "put", "a", "b").exitCode()).isZero();
			assertThat(agent.consul("kv", "get", "a").out()).isEqualToIgnoringNewLines("b");
			assertThat(agent.consul("kv", "get", "none").exitCode()).isEqualTo(1);
			assertThat(agent.http().get("/v1/agent/self").body()).contains(agent.nodeName());
			assertThat(agent.logTail()).anyMatch((line) -> line.contains("Consul agent running"));
		}
		assertThat(agent.isAlive()).isFalse();
		assertThat(ProcessHandle.of(agent.pid())).isEmpty();
		assertThat(folder).doesNotExist();
		assertThatExceptionOfType(ConsulAgentException.class).isThrownBy(agent::start).withMessageContaining("closed");
	}

	private static Path folder(ConsulAgent agent) {
		String command = ProcessHandle.of(agent.pid()).flatMap((process) -> process.info().commandLine()).orElseThrow();
		return Path.of(command.substring(command.indexOf("-config-file=") + 13)).getParent();
	}

	@Test
	void keepsItsDataOnDiskOverStopAndKillAndInAFolderForANewAgent(@TempDir Path folder) {
		try (ConsulAgent agent = ConsulAgent.builder().onDisk(folder).start()) {
			int port = agent.httpPort();
			agent.consul("kv", "put", "kept", "yes");
			long first = agent.pid();
			agent.restart();
			assertThat(agent.pid()).isNotEqualTo(first);
			assertThat(agent.httpPort()).isEqualTo(port);
			assertThat(agent.consul("kv", "get", "kept").out()).startsWith("yes");
			agent.kill();
			assertThat(agent.isAlive()).isFalse();
			agent.start();
			assertThat(agent.consul("kv", "get", "kept").out()).startsWith("yes");
		}
		try (ConsulAgent agent = ConsulAgent.builder().onDisk(folder).start()) {
			assertThat(agent.consul("kv", "get", "kept").out()).startsWith("yes");
		}
	}

	@Test
	void answersNothingWhilePausedAndCanBeClosedPaused() {
		ConsulAgent agent = ConsulAgent.dev();
		try (agent) {
			agent.pause();
			assertThatThrownBy(() -> CliResult.of(agent.consulCommand("kv", "get", "a"), Duration.ofMillis(500)))
				.isInstanceOf(ConsulAgentException.class)
				.hasMessageContaining("did not end within");
			assertThat(agent.isAlive()).isTrue();
			agent.resume();
			assertThat(agent.http().isQuorumChecked()).isTrue();
			agent.pause();
		}
		assertThat(agent.isAlive()).isFalse();
		assertThatExceptionOfType(ConsulAgentException.class).isThrownBy(agent::pause);
	}

	@Test
	void standsStillWhenPauseReturnsHoweverBusyItIs() {
		try (ConsulAgent agent = ConsulAgent.dev()) {
			ThreadStates threads = new ThreadStates(agent.pid());
			assertThat(threads.allHalted()).isFalse();
			AtomicInteger answers = new AtomicInteger();
			for (int i = 0; i < 32; i++) {
				keepAsking(agent, answers);
			}
			for (int i = 0; i < 20; i++) {
				int before = answers.get();
				await().until(() -> answers.get() > before + 100);
				agent.pause();
				assertThat(threads.allHalted()).isTrue();
				agent.resume();
			}
		}
	}

	private static void keepAsking(ConsulAgent agent, AtomicInteger answers) {
		AgentHttp http = agent.http();
		Thread client = new Thread(() -> {
			while (agent.isAlive()) {
				if (http.isQuorumChecked()) {
					answers.incrementAndGet();
				}
			}
		}, "client");
		client.setDaemon(true);
		client.start();
	}

	@Test
	void saysWhichFixedPortIsTaken() throws IOException {
		try (ServerSocket foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThatExceptionOfType(PortTakenException.class)
				.isThrownBy(() -> ConsulAgent.builder().httpPort(foreign.getLocalPort()).start())
				.withMessageContaining("port " + foreign.getLocalPort() + " on 127.0.0.1 is taken");
		}
	}

	@Test
	void isNotReadyWhileAForeignAgentAnswersOnItsPort() {
		try (ConsulAgent foreign = ConsulAgent.dev()) {
			AgentOptions options = ConsulAgent.builder().startTimeout(Duration.ofSeconds(1)).options();
			AgentProcess own = AgentProcess.start(List.of("sleep", "60"), null, (line) -> {
			});
			Readiness readiness = new Readiness(options, foreign.http(), "own mark", own, new LogTail("own"));
			assertThatExceptionOfType(ConsulAgentException.class).isThrownBy(readiness::await)
				.withMessageContaining("another process answers at " + foreign.httpAddress());
			own.kill();
		}
	}

	@Test
	void tellsThatAPortWasTakenBetweenTheLookAndTheStart() {
		try (ConsulAgent foreign = ConsulAgent.dev()) {
			String sameHttp = "{\"ports\": {\"http\": %d}}".formatted(foreign.httpPort());
			ConsulAgentBuilder late = ConsulAgent.builder()
				.httpPort(new FreePorts("127.0.0.1").draw(0, false).http())
				.config(sameHttp);
			assertThatExceptionOfType(PortTakenException.class).isThrownBy(late::start)
				.withMessageContaining("address already in use");
		}
	}

	@Test
	void takesOtherPortsWhenTheDrawnOnesAreTaken() {
		try (ConsulAgent foreign = ConsulAgent.dev()) {
			FreePorts free = new FreePorts("127.0.0.1");
			Deque<AgentPorts> draws = new ArrayDeque<>(
					List.of(free.draw(foreign.httpPort(), false), free.draw(0, false)));
			int second = draws.getLast().http();
			try (ConsulAgent agent = ConsulAgent.builder().start(ConsulBinary.find(), draws::remove)) {
				assertThat(agent.httpPort()).isEqualTo(second);
			}
		}
	}

	@Test
	void tellsWhyItEndedWithItsLastLines() {
		assertThatExceptionOfType(ConsulAgentException.class)
			.isThrownBy(() -> ConsulAgent.builder().name("bad").config("no_such_key = 1").start())
			.withMessageContaining("bad ended with 1")
			.withMessageContaining("invalid config key no_such_key");
	}

	@Test
	void tellsWhatIsMissingAtTheEndOfTheStartTime() {
		ConsulAgentBuilder lonely = ConsulAgent.builder()
			.onDisk()
			.config("bootstrap_expect = 3")
			.startTimeout(Duration.ofSeconds(2));
		assertThatExceptionOfType(ConsulAgentException.class).isThrownBy(lonely::start)
			.withMessageContaining("was not ready within PT2S")
			.withMessageContaining("no leader");
	}

	@Test
	void takesExtraConfigurationSuchAsAclsWithAToken() {
		String token = UUID.randomUUID().toString();
		String acl = """
				acl {
				  enabled = true
				  default_policy = "deny"
				  tokens { master = "%s" }
				}
				""".formatted(token);
		try (ConsulAgent agent = ConsulAgent.builder().config(acl).token(token).start()) {
			assertThat(agent.consul("kv", "put", "a", "b").exitCode()).isZero();
			ProcessBuilder anonymous = agent.consulCommand("kv", "get", "a");
			anonymous.environment().remove("CONSUL_HTTP_TOKEN");
			assertThat(CliResult.of(anonymous, Duration.ofSeconds(10)).err()).contains("403");
		}
		try (ConsulAgent agent = ConsulAgent.builder().config(acl).start()) {
			assertThat(agent.isAlive()).isTrue();
		}
	}

	@Test
	void noticesAnEndOfItsOwn() {
		try (ConsulAgent agent = ConsulAgent.dev()) {
			ProcessHandle.of(agent.pid()).orElseThrow().destroyForcibly();
			await().until(() -> !agent.isAlive());
			agent.start();
			assertThat(agent.isAlive()).isTrue();
		}
	}

	@Test
	void opensHttpsWhereAsked(@TempDir Path certificates) throws IOException {
		try (ConsulAgent plain = ConsulAgent.dev()) {
			assertThat(plain.httpsPort()).isEqualTo(-1);
			for (String what : new String[] { "ca", "cert" }) {
				ProcessBuilder create = "ca".equals(what) ? plain.consulCommand("tls", "ca", "create")
						: plain.consulCommand("tls", "cert", "create", "-server");
				assertThat(CliResult.of(create.directory(certificates.toFile()), Duration.ofSeconds(10)).exitCode())
					.isZero();
			}
		}
		String tls = """
				cert_file = "%1$s/dc1-server-consul-0.pem"
				key_file = "%1$s/dc1-server-consul-0-key.pem"
				""".formatted(certificates);
		try (ConsulAgent agent = ConsulAgent.builder().https().config(tls).start()) {
			ProcessBuilder overTls = agent.consulCommand("kv", "put", "a", "b");
			overTls.environment().put("CONSUL_HTTP_ADDR", "https://127.0.0.1:" + agent.httpsPort());
			overTls.environment().put("CONSUL_CACERT", certificates.resolve("consul-agent-ca.pem").toString());
			assertThat(CliResult.of(overTls, Duration.ofSeconds(10))).extracting(CliResult::exitCode).isEqualTo(0);
		}
	}

}
