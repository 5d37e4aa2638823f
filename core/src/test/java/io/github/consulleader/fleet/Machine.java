package io.github.consulleader.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine of its own, as far as the network goes: a namespace on a {@link Network},
 * with a client agent.
 */
final class Machine implements AutoCloseable {

	private final String name;

	private final String address;

	private final String witnessPort;

	private final Process agent;

	/**
	 * Starts a machine.
	 * @param name its name
	 * @param address its address
	 * @param witness the only one who is heard when it is cut off
	 * @param consul the executable
	 * @param server a server to join
	 * @param data folder for its agent
	 */
	Machine(String name, String address, Witness witness, Path consul, String server, Path data) {
		this.name = name;
		this.address = address;
		this.witnessPort = Integer.toString(witness.port());
		// The shell ends the agent when this JVM ends in whatever way.
		List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" & p=$!; cat > /dev/null; kill -9 $p", "sh"));
		command.addAll(prefix());
		command.addAll(List.of(consul.toString(), "agent", "-data-dir=" + data, "-node=" + name, "-bind=" + address,
				"-client=" + address, "-retry-join=" + server, "-retry-interval=500ms", "-disable-host-node-id",
				"-hcl=" + Network.CONSUL_CONFIG));
		try {
			this.agent = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(data.resolveSibling(name + ".log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What stands before a command that is to run on it. */
	List<String> prefix() {
		return List.of("ip", "netns", "exec", this.name);
	}

	String address() {
		return this.address;
	}

	/** Drops every packet from and to others, but for what it tells the witness. */
	void cutOff() {
		iptables("-A", "INPUT", "-i", "lo", "-j", "ACCEPT");
		iptables("-A", "OUTPUT", "-o", "lo", "-j", "ACCEPT");
		iptables("-A", "INPUT", "-p", "tcp", "--sport", this.witnessPort, "-j", "ACCEPT");
		iptables("-A", "OUTPUT", "-p", "tcp", "--dport", this.witnessPort, "-j", "ACCEPT");
		iptables("-P", "INPUT", "DROP");
		iptables("-P", "OUTPUT", "DROP");
	}

	void reconnect() {
		iptables("-P", "INPUT", "ACCEPT");
		iptables("-P", "OUTPUT", "ACCEPT");
		iptables("-F");
	}

	private void iptables(String... arguments) {
		List<String> command = new ArrayList<>(prefix());
		command.add("iptables");
		command.addAll(List.of(arguments));
		run(command);
	}

	/** Runs a command that must do what it says. */
	static void run(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
				throw new IllegalStateException(String.join(" ", command) + ": " + said.strip());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.agent.getOutputStream().close();
		try {
			if (!this.agent.waitFor(10, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The agent on " + this.name + " did not end");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
