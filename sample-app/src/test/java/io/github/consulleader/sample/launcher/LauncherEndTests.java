package io.github.consulleader.sample.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.sample.fleet.FreePort;
import io.github.consulleader.sample.fleet.JavaCommand;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** However the launcher ends, nothing that it started outlives it. */
class LauncherEndTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private Path folder;

	private Process launcher;

	private String page;

	private JsonNode picture;

	private List<ProcessHandle> started;

	@BeforeEach
	void startALauncherOfItsOwn() throws IOException {
		int port = FreePort.find();
		this.page = "http://localhost:" + port;
		List<String> command = JavaCommand.ofThisJvm()
			.run(SampleApplication.class.getName(),
					List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + this.folder),
					List.of("--server.port=" + port, "--spring.cloud.consul.port=" + FreePort.find()));
		this.launcher = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("launcher.log").toFile())
			.start();
		Awaitility.await("Consul and a worker").atMost(PATIENCE).ignoreExceptions().until(() -> {
			this.picture = picture();
			return this.picture.get("consul").get("state").stringValue().equals("RUNNING")
					&& this.picture.get("terms").size() > 0;
		});
		this.started = new ArrayList<>();
		ProcessHandle.of(this.picture.get("consul").get("pid").longValue()).ifPresent(this.started::add);
		this.picture.get("instances")
			.forEach((instance) -> ProcessHandle.of(instance.get("pid").longValue()).ifPresent(this.started::add));
		assertThat(this.started).hasSize(4).allMatch(ProcessHandle::isAlive);
	}

	@AfterEach
	void end() {
		this.launcher.destroyForcibly();
	}

	@Test
	void anAskedOneEndsAllAndRemovesItsFolder() {
		this.launcher.destroy();
		awaitThatNothingIsLeft();
		assertThat(this.launcher.onExit().join().exitValue()).isEqualTo(143);
		assertThat(Path.of(this.picture.get("folder").stringValue())).startsWithRaw(this.folder);
		assertThat(Files.exists(Path.of(this.picture.get("folder").stringValue()))).isFalse();
	}

	@Test
	void aKilledOneLeavesNothingNotEvenWhatStandsStill() throws Exception {
		HttpResponse<Void> pressed = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(this.page + "/instances/instance-2/stop"))
				.header("X-Sample-Button", "pressed")
				.POST(HttpRequest.BodyPublishers.noBody())
				.build(), HttpResponse.BodyHandlers.discarding());
		assertThat(pressed.statusCode()).isEqualTo(204);
		this.launcher.destroyForcibly();
		awaitThatNothingIsLeft();
	}

	private void awaitThatNothingIsLeft() {
		Awaitility.await("the end of all that was started")
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.started).noneMatch(ProcessHandle::isAlive));
	}

	private JsonNode picture() throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create(this.page + "/events").toURL().openConnection();
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
			return JsonMapper.shared().readTree(reader.readLine().substring("data:".length()));
		}
		finally {
			connection.disconnect();
		}
	}

}
