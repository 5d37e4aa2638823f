package io.github.consulleader.benchmarks.backend;

import java.util.List;

import io.github.consulleader.benchmarks.contest.Jar;
import io.github.consulleader.benchmarks.process.Jvm;
import org.apache.curator.test.InstanceSpec;
import org.apache.zookeeper.Watcher;

/** A real ZooKeeper in a process of its own: Curator's test server. */
public final class ZooKeeperBackend implements Backend {

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

	@Override
	public String description() {
		return Jar.of(Watcher.class) + " (Curator's test server)";
	}

	@Override
	public void close() {
		this.server.close();
	}

}
