package io.github.consulleader.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a command has answered.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
public record CliResult(int exitCode, String out, String err) {

	/**
	 * Runs a command to its end.
	 * @throws ConsulAgentException if it cannot be started, does not end in time (it is
	 * killed then), or the thread is interrupted
	 */
	static CliResult of(ProcessBuilder command, Duration timeout) {
		String name = String.join(" ", command.command());
		Process process;
		try {
			process = command.start();
			process.getOutputStream().close();
		}
		catch (IOException ex) {
			throw new ConsulAgentException("'" + name + "' cannot be started: " + ex.getMessage(), ex);
		}
		CompletableFuture<String> out = reading(process.getInputStream(), name);
		CompletableFuture<String> err = reading(process.getErrorStream(), name);
		try {
			if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
				// Its children hold the streams that are read here.
				process.descendants().forEach(ProcessHandle::destroyForcibly);
				process.destroyForcibly();
				throw new ConsulAgentException(
						"'" + name + "' did not end within " + timeout + "; it said: " + out.join() + err.join());
			}
			return new CliResult(process.exitValue(), out.join(), err.join());
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new ConsulAgentException("Interrupted while '" + name + "' ran", ex);
		}
	}

	// Threads of its own: both streams have to be read at once or the command may block.
	private static CompletableFuture<String> reading(InputStream stream, String name) {
		CompletableFuture<String> text = new CompletableFuture<>();
		Thread reader = new Thread(() -> {
			try {
				text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				text.complete("(unreadable: " + ex.getMessage() + ")");
			}
		}, "reading " + name);
		reader.setDaemon(true);
		reader.start();
		return text;
	}

}
