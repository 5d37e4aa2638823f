package io.github.consulleader.benchmarks.contest;

import java.io.IOException;

import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.curator.retry.ExponentialBackoffRetry;
import org.jspecify.annotations.Nullable;

/**
 * Curator's LeaderLatch as its recipe and its getting-started page have it: session
 * time-out 60 s as asked for, retries from 1 s on.
 */
final class CuratorLatch implements Contestant {

	private final CuratorFramework client;

	private final ContestantSpec spec;

	private final GrantListener listener;

	private volatile @Nullable LeaderLatch latch;

	CuratorLatch(ContestantSpec spec, GrantListener listener) {
		this.spec = spec;
		this.listener = listener;
		this.client = CuratorFrameworkFactory.newClient(spec.address(), new ExponentialBackoffRetry(1000, 3));
		this.client.start();
	}

	/** A latch is good for one time only. */
	@Override
	public void campaign() throws Exception {
		LeaderLatch made = new LeaderLatch(this.client, "/" + this.spec.scope(), this.spec.instance(),
				LeaderLatch.CloseMode.NOTIFY_LEADER);
		made.addListener(listener());
		this.latch = made;
		made.start();
	}

	@Override
	public void standDown() throws IOException {
		LeaderLatch now = this.latch;
		if (now != null) {
			now.close();
			this.latch = null;
		}
	}

	@Override
	public boolean isLeader() {
		LeaderLatch now = this.latch;
		return now != null && now.hasLeadership();
	}

	private LeaderLatchListener listener() {
		return new LeaderLatchListener() {

			@Override
			public void isLeader() {
				CuratorLatch.this.listener.granted();
			}

			@Override
			public void notLeader() {
				CuratorLatch.this.listener.revoked();
			}

		};
	}

	@Override
	public void close() throws IOException {
		standDown();
		this.client.close();
	}

}
