package io.github.consulleader.benchmarks.backend;

import io.github.consulleader.benchmarks.process.Channel;
import io.github.consulleader.benchmarks.process.Event;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;

/** The process in which Curator's test server runs: on the port that it is given. */
final class ZooKeeperProcess {

	private ZooKeeperProcess() {
	}

	/**
	 * Runs until it is ended.
	 * @param args the port
	 */
	@SuppressWarnings("resource")
	public static void main(String... args) throws Exception {
		Channel channel = new Channel();
		new TestingServer(new InstanceSpec(null, Integer.parseInt(args[0]), -1, -1, true, -1), true);
		channel.tell(Event.READY);
		channel.obey((command) -> {
			throw new IllegalArgumentException(command);
		});
	}

}
