package io.github.consulleader.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class JvmEndTests {

	/** A JVM that starts an agent and does not close it. */
	static final class Main {

		private Main() {
		}

		public static void main(String[] arguments) throws IOException {
			ConsulAgent agent = ConsulAgent.dev();
			if ("killed with its agent paused".equals(arguments[0])) {
				agent.pause();
			}
			System.out.println("pid " + agent.pid());
			if (!"ends".equals(arguments[0])) {
				System.in.read();
			}
		}

	}

	@ParameterizedTest
	@ValueSource(strings = { "killed", "killed with its agent paused", "ends" })
	void noAgentOutlivesItsJvmThatIs(String how, @TempDir Path temporary) throws IOException {
		Process jvm = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), "-Djava.io.tmpdir=" + temporary,
				"-Dconsul.binary=" + ConsulBinary.find().path(), Main.class.getName(), how)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		ProcessHandle agent = ProcessHandle.of(readPid(jvm)).orElseThrow();
		if (how.startsWith("killed")) {
			assertThat(agent.isAlive()).isTrue();
			jvm.destroyForcibly();
		}
		await().atMost(Duration.ofSeconds(15)).until(() -> !agent.isAlive());
		await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
			try (var left = Files.list(temporary)) {
				assertThat(left).noneMatch((file) -> file.getFileName().toString().startsWith("consul-"));
			}
		});
	}

	private static long readPid(Process jvm) throws IOException {
		BufferedReader out = jvm.inputReader(StandardCharsets.UTF_8);
		for (String line = out.readLine(); line != null; line = out.readLine()) {
			if (line.startsWith("pid ")) {
				return Long.parseLong(line.substring(4));
			}
		}
		throw new IllegalStateException("the JVM ended early");
	}

}
