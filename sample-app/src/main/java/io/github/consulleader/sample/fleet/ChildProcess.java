package io.github.consulleader.sample.fleet;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import io.github.consulleader.sample.channel.Command;

/**
 * One life of a child that ends with this JVM, also when the JVM is killed: a shell
 * between the two sees its standard input close and ends the child. Where there is
 * {@code setsid}, the two have a session of their own, so that Ctrl-C in a terminal
 * reaches the JVM alone.
 */
final class ChildProcess {

	private final Process supervisor;

	private final Writer input;

	private final ProcessHandle child;

	private final BufferedReader output;

	private ChildProcess(Process supervisor, ProcessHandle child, BufferedReader output) {
		this.supervisor = supervisor;
		this.input = supervisor.outputWriter(StandardCharsets.UTF_8);
		this.child = child;
		this.output = output;
	}

	/**
	 * Starts a process.
	 * @param command the command with its arguments
	 * @param folder a folder for a pipe
	 * @param errors a file that what it prints for people is appended to
	 * @throws IOException if it does not start
	 */
	static ChildProcess start(List<String> command, Path folder, Path errors) throws IOException {
		List<String> supervised = new ArrayList<>();
		if (hasSetsid()) {
			supervised.add("setsid");
		}
		supervised.addAll(List.of("sh", "-c", script(), "instance-supervisor", folder.toString()));
		supervised.addAll(command);
		Process supervisor = new ProcessBuilder(supervised)
			.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
			.start();
		BufferedReader output = supervisor.inputReader(StandardCharsets.UTF_8);
		String pid = output.readLine();
		if (pid == null || pid.isEmpty() || !pid.chars().allMatch(Character::isDigit)) {
			supervisor.destroyForcibly();
			throw new IOException("The shell that supervises an instance said: " + pid);
		}
		// One that has ended already is no handle any more; its supervisor stands for it.
		ProcessHandle child = ProcessHandle.of(Long.parseLong(pid)).orElse(supervisor.toHandle());
		return new ChildProcess(supervisor, child, output);
	}

	/**
	 * Hands its output on until it ends, on a thread of its own.
	 * @param lines gets each line
	 * @param ended gets its exit code, or 128 + the number of the signal that ended it
	 */
	void pump(Consumer<String> lines, IntConsumer ended) {
		Thread pump = new Thread(() -> {
			try (this.output) {
				for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
					lines.accept(line);
				}
				ended.accept(this.supervisor.waitFor());
			}
			catch (IOException ex) {
				lines.accept("(the output ends here: " + ex.getMessage() + ")");
				ended.accept(this.supervisor.onExit().join().exitValue());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, "instance-" + pid());
		pump.setDaemon(true);
		pump.start();
	}

	long pid() {
		return this.child.pid();
	}

	boolean isAlive() {
		return this.supervisor.isAlive();
	}

	/** Does to it what can be done to a process that is there. */
	void perform(Deed deed) throws IOException {
		switch (deed) {
			case YIELD -> send(Command.YIELD.line());
			case TERM -> terminate();
			case KILL -> kill();
			case STOP -> signal("STOP");
			case CONT -> signal("CONT");
			case START -> throw new IllegalArgumentException("Process " + pid() + " was started already");
		}
	}

	private void send(String line) throws IOException {
		this.input.write(line + "\n");
		this.input.flush();
	}

	/** Asks it to end; one that stands still gets to know when it goes on. */
	void terminate() {
		this.child.destroy();
	}

	void kill() {
		this.child.destroyForcibly();
	}

	/** Sends a signal that the JDK does not know. */
	void signal(String name) throws IOException {
		Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " \"$1\"", "sh", Long.toString(pid()))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (kill.onExit().join().exitValue() != 0) {
			throw new IOException("Process " + pid() + " took no SIG" + name);
		}
	}

	/** Waits until nothing is left of it. */
	boolean awaitEnd(long millis) throws InterruptedException {
		return this.supervisor.waitFor(millis, TimeUnit.MILLISECONDS);
	}

	private static boolean hasSetsid() {
		String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
		for (String folder : path.split(File.pathSeparator, -1)) {
			if (new File(folder, "setsid").canExecute()) {
				return true;
			}
		}
		return false;
	}

	private static String script() throws IOException {
		try (InputStream in = ChildProcess.class.getResourceAsStream("supervise.sh")) {
			return new String(Objects.requireNonNull(in, "supervise.sh").readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
