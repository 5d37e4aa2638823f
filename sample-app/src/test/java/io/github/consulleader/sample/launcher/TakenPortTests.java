package io.github.consulleader.sample.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class TakenPortTests {

	@Test
	void namesThePropertyAndStartsNothing(CapturedOutput output, @TempDir Path folder) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			SpringApplication application = new SpringApplication(SampleApplication.class);
			application.setAdditionalProfiles("launcher");
			String port = Integer.toString(taken.getLocalPort());
			assertThatException()
				.isThrownBy(() -> application.run("--server.port=" + port, "--sample.folder=" + folder));
			assertThat(output).contains("another process has port " + port).contains("server.port");
		}
		try (Stream<Path> runs = Files.walk(folder)) {
			assertThat(runs.filter(Files::isRegularFile)).isEmpty();
		}
	}

}
