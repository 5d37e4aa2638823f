package io.github.consulleader.agent;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One life of a child process that ends with this JVM, also when the JVM is killed: a
 * shell between the two sees its standard input close and ends the child.
 */
final class AgentProcess {

	private static final Duration SURE_END = Duration.ofSeconds(10);

	private final Process supervisor;

	private final ProcessHandle child;

	private final Thread pump;

	private volatile boolean paused;

	private AgentProcess(Process supervisor, ProcessHandle child, Thread pump) {
		this.supervisor = supervisor;
		this.child = child;
		this.pump = pump;
	}

	/**
	 * Starts a process.
	 * @param command the command with its arguments
	 * @param orphanFolder folder to be removed when the JVM dies before the process, or
	 * null
	 * @param log gets each line of output and errors, on a thread of its own
	 */
	static AgentProcess start(List<String> command, @Nullable Path orphanFolder, Consumer<String> log) {
		List<String> supervised = new ArrayList<>();
		if (hasSetsid()) {
			supervised.add("setsid");
		}
		supervised.addAll(List.of("sh", "-c", Script.named("supervise.sh").text(), "consul-supervisor"));
		supervised.add((orphanFolder != null) ? orphanFolder.toString() : "");
		supervised.addAll(command);
		Process supervisor;
		try {
			supervisor = new ProcessBuilder(supervised).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new ConsulAgentException("Cannot start " + command.get(0) + ": " + ex.getMessage(), ex);
		}
		CompletableFuture<Long> pid = new CompletableFuture<>();
		Thread pump = new Thread(() -> pump(supervisor, pid, log), "consul-log-" + supervisor.pid());
		pump.setDaemon(true);
		pump.start();
		return new AgentProcess(supervisor, child(supervisor, pid), pump);
	}

	private static boolean hasSetsid() {
		String path = System.getenv("PATH");
		if (path == null) {
			return false;
		}
		for (String folder : path.split(File.pathSeparator, -1)) {
			if (new File(folder, "setsid").canExecute()) {
				return true;
			}
		}
		return false;
	}

	private static ProcessHandle child(Process supervisor, CompletableFuture<Long> pid) {
		try {
			long known = pid.get(SURE_END.toSeconds(), TimeUnit.SECONDS);
			// One that has ended already is no handle any more; its supervisor stands
			// for it.
			return ProcessHandle.of(known).orElse(supervisor.toHandle());
		}
		catch (InterruptedException ex) {
			supervisor.destroy();
			Thread.currentThread().interrupt();
			throw new ConsulAgentException("Interrupted while starting Consul", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			supervisor.destroy();
			throw new ConsulAgentException("The shell that supervises Consul did not start it", ex);
		}
	}

	private static void pump(Process supervisor, CompletableFuture<Long> pid, Consumer<String> log) {
		try (BufferedReader reader = supervisor.inputReader(StandardCharsets.UTF_8)) {
			String first = reader.readLine();
			if (first == null || !first.chars().allMatch(Character::isDigit)) {
				pid.completeExceptionally(new ConsulAgentException("The supervising shell said: " + first));
				return;
			}
			pid.complete(Long.parseLong(first));
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				log.accept(line);
			}
		}
		catch (IOException ex) {
			pid.completeExceptionally(ex);
			log.accept("(the log ends here: " + ex.getMessage() + ")");
		}
	}

	long pid() {
		return this.child.pid();
	}

	boolean isAlive() {
		return this.child.isAlive();
	}

	/**
	 * How it ended, for messages: an exit code, or 128 + the number of the signal. All
	 * that it logged has been delivered then. Its supervisor ends a moment after it.
	 */
	String ending() {
		if (!awaitEnd(this.supervisor, SURE_END)) {
			return "without a code";
		}
		try {
			this.pump.join(SURE_END.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return "with " + this.supervisor.exitValue();
	}

	/**
	 * Halts it, and returns when it stands still. One of its threads takes the signal and
	 * must get a processor for that before the others learn of it: on a busy machine
	 * Consul answers on for a while after the signal was sent.
	 */
	void pause() {
		signal("STOP");
		this.paused = true;
		ThreadStates threads = new ThreadStates(pid());
		Deadline deadline = Deadline.in(SURE_END);
		while (!threads.allHalted()) {
			if (deadline.isOver()) {
				throw new ConsulAgentException("Process " + pid() + " did not stand still after SIGSTOP");
			}
			deadline.pause();
		}
	}

	void resume() {
		signal("CONT");
		this.paused = false;
	}

	boolean isPaused() {
		return this.paused;
	}

	// The JDK knows neither of the two signals.
	private void signal(String name) {
		if (!isAlive() || !sent(name)) {
			throw new ConsulAgentException("The agent does not run, so it cannot get SIG" + name);
		}
	}

	private boolean sent(String name) {
		try {
			Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " \"$1\"", "sh", Long.toString(pid()))
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return awaitEnd(kill, SURE_END) && kill.exitValue() == 0;
		}
		catch (IOException ex) {
			throw new ConsulAgentException("SIG" + name + " could not be sent: " + ex.getMessage(), ex);
		}
	}

	/** Asks it to end, and ends it by force when it has not done so in time. */
	void stop(Duration grace) {
		if (isAlive() && sent("CONT")) {
			this.child.destroy();
			awaitEnd(this.supervisor, grace);
		}
		kill();
	}

	/** Ends it by force and waits until it has gone. */
	void kill() {
		this.child.destroyForcibly();
		if (!awaitEnd(this.supervisor, SURE_END)) {
			this.supervisor.destroyForcibly();
			throw new ConsulAgentException("Process " + pid() + " did not end on SIGKILL");
		}
	}

	/** Waits also when the thread is interrupted: an end must be sure. */
	private static boolean awaitEnd(Process process, Duration time) {
		Deadline deadline = Deadline.in(time);
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return process.waitFor(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
