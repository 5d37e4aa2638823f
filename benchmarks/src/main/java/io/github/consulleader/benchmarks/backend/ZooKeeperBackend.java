package io.github.consulleader.benchmarks.backend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.consulleader.benchmarks.contest.Jar;
import io.github.consulleader.benchmarks.process.Jvm;
import org.apache.curator.test.InstanceSpec;
import org.apache.zookeeper.Watcher;

/** A real ZooKeeper in a process of its own: Curator's test server. */
public final class ZooKeeperBackend implements Backend {

	private static final String RECEIVED = "Received:";

	private final int port = InstanceSpec.getRandomPort();

	private final Jvm server = Jvm.start("zookeeper", ZooKeeperProcess.class.getName(), List.of(),
			List.of(Integer.toString(this.port)));

	/** Starts it. */
	public ZooKeeperBackend() {
	}

	@Override
	public String address(int place) {
		return "127.0.0.1:" + this.port;
	}

	/**
	 * How many packets of clients it has received, by its own word {@code srvr}, which is
	 * permitted by default. To ask is a packet more.
	 * @return since it started
	 */
	public long received() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().flush();
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			return answer.lines()
				.filter((line) -> line.startsWith(RECEIVED))
				.mapToLong((line) -> Long.parseLong(line.substring(RECEIVED.length()).strip()))
				.findFirst()
				.orElseThrow(() -> new IOException("No count: " + answer));
		}
	}

	@Override
	public String description() {
		return Jar.of(Watcher.class) + " (Curator's test server)";
	}

	@Override
	public void close() {
		this.server.close();
	}

}
