package io.github.consulleader.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import org.jspecify.annotations.Nullable;

/**
 * A process that was started here: what it tells, and what is done to it. Safe for use by
 * one thread.
 */
public final class Jvm implements AutoCloseable {

	private static final Duration LAST_WORDS = Duration.ofSeconds(10);

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final String name;

	private final Path log;

	private final Process process;

	private final Map<String, BlockingQueue<Event>> events = new ConcurrentHashMap<>();

	private Jvm(String name, Path log, Process process) {
		this.name = name;
		this.log = log;
		this.process = process;
		Thread reader = new Thread(this::read, name);
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Starts a contestant's process, opens the contestant, and lets it campaign.
	 * @param spec where it stands
	 * @return the process; its contestant has been granted the role or waits for it
	 */
	public static Jvm campaigning(ContestantSpec spec) {
		Jvm jvm = opened(spec);
		jvm.perform("campaign");
		return jvm;
	}

	/**
	 * Starts a contestant's process and opens the contestant, which does not campaign
	 * yet.
	 * @param spec where it stands
	 * @return the process; {@code campaign} lets it take part
	 */
	public static Jvm opened(ContestantSpec spec) {
		if (spec.kind() == ContestantKind.CONSUL_LOCK) {
			return ConsulLockProcess.start(spec);
		}
		Jvm jvm = contestant(spec);
		jvm.perform("open");
		return jvm;
	}

	/**
	 * Starts a contestant's process in which nothing has begun yet.
	 * @param spec where it stands
	 * @return the process
	 */
	public static Jvm contestant(ContestantSpec spec) {
		return start(spec.instance(), ContestantProcess.class.getName(), List.of(), spec.arguments());
	}

	/**
	 * Starts a contestant's process that lets all others have the processor first, and
	 * lets it campaign.
	 * @param spec where it stands
	 * @return the process
	 */
	public static Jvm nice(ContestantSpec spec) {
		List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
		command.addAll(JavaCommand.of(ContestantProcess.class.getName(), List.of(), spec.arguments()));
		Jvm jvm = start(spec.instance(), new ProcessBuilder(command));
		jvm.perform("open");
		jvm.perform("campaign");
		return jvm;
	}

	/**
	 * Starts a process with our own class path and waits until it is ready.
	 * @param name for its log
	 * @param main the class to run
	 * @param options of the JVM
	 * @param arguments of the class
	 * @return the process
	 */
	public static Jvm start(String name, String main, List<String> options, List<String> arguments) {
		return start(name, new ProcessBuilder(JavaCommand.of(main, options, arguments)));
	}

	/** Starts any command that speaks as a contestant's process does. */
	static Jvm start(String name, ProcessBuilder command) {
		try {
			Path log = Files.createDirectories(Path.of(System.getProperty("benchmarks.logs", "target/logs")))
				.resolve(name + ".log");
			Process process = command.redirectError(log.toFile()).start();
			Jvm jvm = new Jvm(name, log, process);
			jvm.await(Event.READY);
			return jvm;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.US_ASCII)) {
			for (@Nullable
			String line = lines.readLine(); line != null; line = lines.readLine()) {
				Event.of(line).ifPresent((event) -> queue(event.kind()).add(event));
			}
		}
		catch (IOException ex) {
			// It was ended, and what it said last is of no interest.
			return;
		}
	}

	private BlockingQueue<Event> queue(String kind) {
		return this.events.computeIfAbsent(kind, (key) -> new LinkedBlockingQueue<>());
	}

	/**
	 * Waits for the next event of a kind that was not taken yet.
	 * @param kind what
	 * @return the event
	 */
	public Event await(String kind) {
		return await(kind, PATIENCE);
	}

	/**
	 * Waits for the next event of a kind that was not taken yet.
	 * @param kind what
	 * @param patience how long at most
	 * @return the event
	 */
	public Event await(String kind, Duration patience) {
		try {
			Event event = queue(kind).poll(patience.toMillis(), TimeUnit.MILLISECONDS);
			if (event == null) {
				throw new IllegalStateException(
						this.name + " told of no '" + kind + "' within " + patience + ", see " + this.log);
			}
			return event;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Takes an event that has come already.
	 * @param kind what
	 * @return the event, or {@code null} if there is none
	 */
	public @Nullable Event poll(String kind) {
		return queue(kind).poll();
	}

	/**
	 * Forgets events that have come and were not taken.
	 * @param kind what
	 */
	public void forget(String kind) {
		queue(kind).clear();
	}

	/**
	 * Has a command carried out.
	 * @param command the command
	 * @return when it began there
	 */
	public Event perform(String command) {
		send(command);
		return await(Event.DONE);
	}

	/**
	 * Asks for a figure.
	 * @param command the command that tells it
	 * @return the figure
	 */
	public double figure(String command) {
		send(command);
		double figure = await(Event.FIGURE).value();
		await(Event.DONE);
		return figure;
	}

	/**
	 * Sends a command and does not wait for it.
	 * @param command the command
	 */
	public void send(String command) {
		try {
			this.process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.name + " takes no command, see " + this.log, ex);
		}
	}

	/**
	 * Sends SIGKILL.
	 * @return the stamp just before
	 */
	public long kill() {
		long before = System.nanoTime();
		this.process.toHandle().destroyForcibly();
		return before;
	}

	/**
	 * Sends SIGTERM. Standard input stays open: its end would be a sign of its own.
	 * @return the stamp just before
	 */
	public long terminate() {
		long before = System.nanoTime();
		this.process.toHandle().destroy();
		return before;
	}

	/**
	 * Sends a signal that the JDK does not know.
	 * @param signal such as {@code STOP}
	 * @return the stamp just after
	 */
	public long signal(String signal) {
		try {
			Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + this.process.pid()).start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException(this.name + " took no SIG" + signal);
			}
			return System.nanoTime();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Waits until it has ended. */
	public void awaitEnd() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException(this.name + " did not end within " + PATIENCE);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Its name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Asks it to end, so that what profiles it can write its file, and does not ask
	 * twice.
	 */
	@Override
	public void close() {
		this.process.toHandle().destroy();
		this.process.onExit().completeOnTimeout(this.process, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS).join();
		this.process.destroyForcibly();
		awaitEnd();
	}

}
