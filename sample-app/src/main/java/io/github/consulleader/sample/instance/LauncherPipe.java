package io.github.consulleader.sample.instance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.sample.channel.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Does what the launcher asks, and ends this process when the launcher has gone: cleanly
 * if that is possible in time, by force if not.
 */
class LauncherPipe {

	private static final Logger logger = LoggerFactory.getLogger(LauncherPipe.class);

	private static final long END_SECONDS = 6;

	private final Leadership leadership;

	private final InputStream input;

	LauncherPipe(Leadership leadership, InputStream input) {
		this.leadership = leadership;
		this.input = input;
	}

	@EventListener(ApplicationReadyEvent.class)
	void listen() {
		// No daemon: it is what keeps the process alive.
		new Thread(this::readToTheEnd, "launcher-pipe").start();
	}

	private void readToTheEnd() {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(this.input, StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				Command.parse(line).ifPresent(this::obey);
			}
		}
		catch (IOException ex) {
			logger.warn("The pipe to the launcher broke: {}", ex.getMessage());
		}
		logger.info("The launcher has gone");
		CompletableFuture.delayedExecutor(END_SECONDS, TimeUnit.SECONDS, Runnable::run)
			.execute(() -> Runtime.getRuntime().halt(1));
		System.exit(0);
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private void obey(Command command) {
		switch (command) {
			case YIELD -> this.leadership.yieldRole();
		}
	}

}
