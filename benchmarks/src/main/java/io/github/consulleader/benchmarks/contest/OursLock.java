package io.github.consulleader.benchmarks.contest;

import java.net.URI;
import java.util.concurrent.CountDownLatch;

import io.github.consulleader.ConsulMutexes;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.spring.lock.ConsulLockRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.support.locks.DistributedLock;

/** A thread that waits for a lock of our registry, and holds it until it stands down. */
final class OursLock implements Contestant {

	private final ConsulMutexes mutexes;

	private final ConsulLockRegistry registry;

	private final Herald herald;

	private volatile boolean held;

	private volatile CountDownLatch until = new CountDownLatch(0);

	private @Nullable Thread thread;

	OursLock(Spot spot, Herald herald) {
		this.herald = herald;
		Timings timings = spot.kind().timings();
		this.mutexes = new ConsulMutexes(new Candidate(Candidate.DEFAULT_PREFIX, spot.scope(), spot.instance(), null),
				timings, true, new ConsulConnection(URI.create(spot.address()), timings.requestTimeout()));
		this.registry = new ConsulLockRegistry(this.mutexes.mutexes());
	}

	@Override
	public void campaign() {
		this.until = new CountDownLatch(1);
		this.thread = new Thread(this::holdOnce, "contestant");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void holdOnce() {
		DistributedLock lock = this.registry.obtain("contended");
		lock.lock();
		this.held = true;
		this.herald.granted();
		try {
			this.until.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.held = false;
			this.herald.revoked();
			lock.unlock();
		}
	}

	@Override
	public void standDown() throws InterruptedException {
		this.until.countDown();
		if (this.thread != null) {
			this.thread.join();
		}
	}

	@Override
	public boolean isLeader() {
		return this.held;
	}

	@Override
	public void close() {
		this.registry.close();
		this.mutexes.close();
	}

}
