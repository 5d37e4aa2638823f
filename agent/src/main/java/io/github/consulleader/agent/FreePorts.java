package io.github.consulleader.agent;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/**
 * Ports on which nobody listens. They are drawn at random, so that JVMs that look at the
 * same moment hardly meet, and from below the range that systems use for outgoing
 * connections (32768 and up on Linux, 49152 and up elsewhere), so that no client takes
 * one before the agent listens.
 */
final class FreePorts {

	private static final int LOWEST = 15000;

	private static final int HIGHEST = 32000;

	private static final int TRIES = 2000;

	private final SecureRandom random = new SecureRandom();

	private final Set<Integer> drawn = new HashSet<>();

	private final String address;

	FreePorts(String address) {
		this.address = address;
	}

	/**
	 * Draws the ports of an agent.
	 * @param http the HTTP port to be used, or 0 to draw one
	 * @param https whether there is an HTTPS port
	 */
	AgentPorts draw(int http, boolean https) {
		return new AgentPorts((http != 0) ? http : next(), https ? next() : -1, next(), next());
	}

	/** An address of the loopback network for each agent, or the one there is. */
	static String loopback(int network, int host) {
		String address = "127.0." + network + "." + host;
		return new FreePorts(address).exists() ? address : "127.0.0.1";
	}

	private boolean exists() {
		return isFree(0);
	}

	private int next() {
		for (int i = 0; i < TRIES; i++) {
			int port = LOWEST + this.random.nextInt(HIGHEST - LOWEST);
			if (this.drawn.add(port) && isFree(port)) {
				return port;
			}
		}
		throw new ConsulAgentException("No free port between " + LOWEST + " and " + HIGHEST + " on " + this.address
				+ " in " + TRIES + " tries");
	}

	/**
	 * Looks whether an agent could listen on all of the ports.
	 * @throws PortTakenException if not
	 */
	void require(AgentPorts ports) {
		ports.all().filter((port) -> !isFree(port)).findFirst().ifPresent((port) -> {
			throw new PortTakenException("The port " + port + " on " + this.address
					+ " is taken by another process: end that process, or choose another port (or none, for a free one)");
		});
	}

	private boolean isFree(int port) {
		try (ServerSocket tcp = new ServerSocket(); DatagramSocket udp = new DatagramSocket(null)) {
			InetSocketAddress at = new InetSocketAddress(InetAddress.getByName(this.address), port);
			tcp.bind(at);
			udp.bind(at);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
