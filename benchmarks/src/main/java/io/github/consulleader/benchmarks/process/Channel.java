package io.github.consulleader.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The measured process's end: it writes events and reads commands. Whatever else is
 * printed in the process goes to standard error.
 */
public final class Channel {

	private static final int ORPHANED = 3;

	private static final Logger logger = LoggerFactory.getLogger(Channel.class);

	private final PrintStream out;

	/** Takes standard output for itself. */
	@SuppressWarnings("SystemOut")
	public Channel() {
		this.out = System.out;
		System.setOut(System.err);
	}

	/**
	 * Tells of an event, stamped by the caller.
	 * @param event what happened
	 */
	public void tell(Event event) {
		byte[] line = (event.line() + "\n").getBytes(StandardCharsets.US_ASCII);
		synchronized (this.out) {
			this.out.write(line, 0, line.length);
			this.out.flush();
		}
	}

	/**
	 * Tells that something happens at this moment.
	 * @param kind what
	 */
	public void tell(String kind) {
		tell(Event.now(kind));
	}

	/**
	 * Obeys until the one that commands has gone, then ends the process.
	 * @param command carries out a line; what it throws ends the process, too
	 */
	public void obey(Consumer<String> command) {
		try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
			for (@Nullable
			String line = in.readLine(); line != null; line = in.readLine()) {
				command.accept(line);
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.error("Ends", ex);
		}
		Runtime.getRuntime().halt(ORPHANED);
	}

}
