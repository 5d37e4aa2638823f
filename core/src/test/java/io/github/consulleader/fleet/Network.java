package io.github.consulleader.fleet;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of namespaces on a bridge, of addresses that are reserved for such trials and
 * lead nowhere else. Needs root on Linux, {@code ip} and {@code iptables}.
 */
final class Network implements AutoCloseable {

	/** A dead machine is noticed in some 2 s instead of 5 to 8. */
	static final String CONSUL_CONFIG = """
			gossip_lan { probe_interval = "500ms", probe_timeout = "250ms", suspicion_mult = 2 }
			disable_update_check = true
			ports { dns = -1, grpc = -1 }
			""";

	private final int number = new SecureRandom().nextInt(1 << 16);

	private final String bridge = "fleet-" + Integer.toHexString(this.number);

	private final String prefix = "198.18." + (this.number & 0xff) + ".";

	private final List<String> names = new ArrayList<>();

	/**
	 * Lays the network.
	 * @throws IllegalStateException if that is not permitted here; nothing is left then
	 */
	Network() {
		try {
			ip("link", "add", this.bridge, "type", "bridge");
			ip("addr", "add", gateway() + "/24", "dev", this.bridge);
			ip("link", "set", this.bridge, "up");
		}
		catch (RuntimeException ex) {
			close();
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	/** The address of this side. */
	String gateway() {
		return this.prefix + "1";
	}

	String addressOf(int host) {
		return this.prefix + (10 + host);
	}

	/** Adds a namespace that others can reach, and returns its name. */
	String add(int host) {
		String name = this.bridge + "-" + host;
		String end = "fl" + Integer.toHexString(this.number) + "-" + host;
		ip("netns", "add", name);
		this.names.add(name);
		ip("link", "add", end, "type", "veth", "peer", "name", "eth0", "netns", name);
		ip("link", "set", end, "master", this.bridge, "up");
		ip("-n", name, "link", "set", "lo", "up");
		ip("-n", name, "addr", "add", addressOf(host) + "/24", "dev", "eth0");
		ip("-n", name, "link", "set", "eth0", "up");
		Machine.run(List.of("ip", "netns", "exec", name, "iptables", "-L", "-n"));
		return name;
	}

	private static void ip(String... arguments) {
		List<String> command = new ArrayList<>(List.of("ip"));
		command.addAll(List.of(arguments));
		Machine.run(command);
	}

	@Override
	public void close() {
		// A namespace takes its end of the wire with it, and that the other.
		this.names.forEach((name) -> tryToRun("ip", "netns", "del", name));
		tryToRun("ip", "link", "del", this.bridge);
	}

	private static void tryToRun(String... command) {
		try {
			Machine.run(List.of(command));
		}
		catch (RuntimeException ex) {
			// What was never made cannot be removed.
			return;
		}
	}

}
