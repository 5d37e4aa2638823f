package io.github.consulleader.benchmarks.contest;

import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** Curator's InterProcessMutex as its getting-started page has it. */
final class CuratorMutex extends LockThread {

	private final CuratorFramework client;

	private final InterProcessMutex mutex;

	CuratorMutex(ContestantSpec spec, GrantListener listener) {
		super(listener);
		this.client = CuratorFrameworkFactory.newClient(spec.address(), new ExponentialBackoffRetry(1000, 3));
		this.client.start();
		this.mutex = new InterProcessMutex(this.client, "/" + spec.scope());
	}

	@Override
	void lock() throws Exception {
		this.mutex.acquire();
	}

	@Override
	void unlock() throws Exception {
		this.mutex.release();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
