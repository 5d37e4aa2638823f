package io.github.consulleader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives each TCP connection to the next of several servers. */
final class LoadBalancer implements AutoCloseable {

	private final List<URI> servers;

	private final ServerSocket listening;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	LoadBalancer(List<URI> servers) {
		this.servers = servers;
		try {
			this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.listening.getLocalPort());
	}

	private void accept() {
		try {
			for (int next = 0; true; next++) {
				Socket client = this.listening.accept();
				URI server = this.servers.get(next % this.servers.size());
				Socket onward = new Socket(server.getHost(), server.getPort());
				this.open.addAll(List.of(client, onward));
				start(() -> copy(client, onward));
				start(() -> copy(onward, client));
			}
		}
		catch (IOException ex) {
			// Closed: the test is over.
			return;
		}
	}

	private void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One of the two has ended, so both do.
			return;
		}
		finally {
			this.open.remove(from);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "load-balancer");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.listening.close();
			for (Socket socket : this.open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
