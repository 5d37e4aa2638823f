package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class BinaryDownloadTests {

	@TempDir
	Path folder = Path.of("");

	@Test
	void isDoneOnceHoweverManyAskAtTheSameTime() throws Exception {
		CacheFolder cache = cache();
		BinaryDownload download = new BinaryDownload(slowScript());
		ExecutorService threads = Executors.newFixedThreadPool(6);
		List<Future<?>> runs = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			runs.add(threads.submit(() -> {
				download.into(cache);
				return VersionCheck.run(cache.binary());
			}));
		}
		for (Future<?> run : runs) {
			run.get(30, TimeUnit.SECONDS);
		}
		threads.shutdown();
		assertThat(Files.readAllLines(this.folder.resolve("runs"))).hasSize(1);
		try (var left = Files.list(cache.folder())) {
			assertThat(left).extracting((file) -> file.getFileName().toString())
				.containsExactlyInAnyOrder("consul", "lock");
		}
	}

	@Test
	void replacesAnExecutableThatDoesNotRun() throws IOException {
		CacheFolder cache = cache();
		Executables.broken(cache.folder());
		new BinaryDownload(slowScript()).into(cache);
		assertThat(VersionCheck.run(cache.binary()).version()).isEqualTo("1.2.3");
	}

	@Test
	void putsNothingInPlaceThatDoesNotRun() throws IOException {
		CacheFolder cache = cache();
		Script half = new Script("half", "printf '#!/bin/sh\\nexit 1\\n' > \"$1/consul\"; chmod +x \"$1/consul\"");
		assertThatIOException().isThrownBy(() -> new BinaryDownload(half).into(cache));
		assertThat(cache.binary()).doesNotExist();
	}

	@Test
	void tellsWhatTheScriptSaid() throws IOException {
		CacheFolder cache = cache();
		Script failing = new Script("failing", "echo 'the mirror is away' >&2; exit 1");
		assertThatIOException().isThrownBy(() -> new BinaryDownload(failing).into(cache))
			.withMessage("exit code 1, the mirror is away");
	}

	@Test
	void saysWhenTheMachineHasNoApt() {
		ProcessBuilder fetch = new ProcessBuilder("/bin/sh", "-c", Script.named("fetch-consul.sh").text(), "fetch",
				this.folder.toString());
		fetch.environment().put("PATH", this.folder.toString());
		CliResult result = CliResult.of(fetch, Duration.ofSeconds(10));
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains("this machine has no apt-get");
	}

	private CacheFolder cache() throws IOException {
		CacheFolder cache = new CacheFolder(this.folder.resolve("cache"));
		cache.prepare();
		return cache;
	}

	private Script slowScript() throws IOException {
		Path source = Executables.consul(this.folder.resolve("source"), "1.2.3");
		return new Script("slow",
				"echo run >> '" + this.folder + "/runs'; sleep 0.3; cp '" + source + "' \"$1/consul\"");
	}

}
