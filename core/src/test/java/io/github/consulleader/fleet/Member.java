package io.github.consulleader.fleet;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A place in the fleet: an agent, a wire to it, and one process after the other.
 */
final class Member implements AutoCloseable {

	private static final long PATIENCE_SECONDS = 40;

	private final String place;

	private final FleetPlan plan;

	private final URI consul;

	private final @Nullable Wire wire;

	private final Witness witness;

	private final List<String> prefix;

	private int lives;

	private boolean paused;

	private @Nullable Process process;

	/**
	 * Prepares a place whose way to its agent is in our hands.
	 * @param place its name
	 * @param plan what all have in common
	 * @param wire the wire to its agent
	 * @param witness who hears of it
	 */
	Member(String place, FleetPlan plan, Wire wire, Witness witness) {
		this(place, plan, wire.address(), wire, witness, List.of());
	}

	/**
	 * Prepares a place on another machine, on which nobody cuts a wire.
	 * @param place its name
	 * @param plan what all have in common
	 * @param consul its agent
	 * @param witness who hears of it
	 * @param prefix what stands before a command so that it runs there
	 */
	Member(String place, FleetPlan plan, URI consul, Witness witness, List<String> prefix) {
		this(place, plan, consul, null, witness, prefix);
	}

	private Member(String place, FleetPlan plan, URI consul, @Nullable Wire wire, Witness witness,
			List<String> prefix) {
		this.place = place;
		this.plan = plan;
		this.consul = consul;
		this.wire = wire;
		this.witness = witness;
		this.prefix = prefix;
	}

	/** The name of the process that runs or ran last; each has one of its own. */
	String instance() {
		return this.place + "-" + this.lives;
	}

	/** The name of the place, whichever process is there. */
	String place() {
		return this.place;
	}

	Wire wire() {
		if (this.wire == null) {
			throw new IllegalStateException(this.place + " has no wire of ours");
		}
		return this.wire;
	}

	/** Starts a process if none runs. */
	void start() {
		if (isAlive()) {
			return;
		}
		this.lives++;
		this.paused = false;
		List<String> command = new ArrayList<>(this.prefix);
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp",
				System.getProperty("java.class.path"), FleetInstance.class.getName(), instance(),
				this.consul.toString(), this.witness.address(), this.plan.scope(), String.join(",", this.plan.roles()),
				this.plan.pace().name(), Long.toString(this.plan.lookEvery().toNanos()), this.plan.token()));
		try {
			Files.createDirectories(this.plan.logs());
			File log = this.plan.logs().resolve(this.plan.scope() + "-" + instance() + ".log").toFile();
			this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.witness.note(instance() + " is started");
	}

	boolean isAlive() {
		return this.process != null && this.process.isAlive();
	}

	/** Asks it to end by SIGTERM and waits until it has. */
	void terminate() {
		this.witness.note(instance() + " gets SIGTERM");
		// Process.destroy() closes its standard input first, and the process takes itself
		// for an orphan.
		process().toHandle().destroy();
		awaitEnd();
	}

	/** Ends it by SIGKILL. */
	void kill() {
		this.witness.note(instance() + " gets SIGKILL");
		process().destroyForcibly();
		awaitEnd();
	}

	/** Halts it by SIGSTOP. */
	void pause() {
		this.witness.note(instance() + " gets SIGSTOP");
		signal("STOP");
		this.paused = true;
	}

	/** Lets it go on by SIGCONT if it was halted. */
	void resume() {
		if (!this.paused) {
			return;
		}
		this.paused = false;
		this.witness.note(instance() + " gets SIGCONT");
		signal("CONT");
	}

	/** Makes it hand a role over. */
	void yieldRole(String role) {
		this.witness.note(instance() + " is asked to yield " + role);
		say("yield " + role);
	}

	/** Makes it stop cleanly and start again. */
	void rest() {
		this.witness.note(instance() + " is asked to rest");
		say("rest");
	}

	/** Makes it want a mutex, if it does not yet. */
	void contend(String key) {
		say("lock " + key);
	}

	/** Makes it give its mutex back and stop wanting it. */
	void retire() {
		say("unlock");
	}

	private void say(String command) {
		try {
			OutputStream in = process().getOutputStream();
			in.write((command + "\n").getBytes(StandardCharsets.US_ASCII));
			in.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Process process() {
		if (this.process == null) {
			throw new IllegalStateException(this.place + " was never started");
		}
		return this.process;
	}

	// The JDK knows neither of the two signals.
	private void signal(String name) {
		try {
			Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process().pid()).start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException(instance() + " did not get SIG" + name);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void awaitEnd() {
		try {
			if (!process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw new IllegalStateException(instance() + " did not end within " + PATIENCE_SECONDS + " s");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
		if (this.wire != null) {
			this.wire.close();
		}
	}

	@Override
	public String toString() {
		return instance();
	}

}
